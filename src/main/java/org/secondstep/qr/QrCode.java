package org.secondstep.qr;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;

/**
 * A QR code (ISO/IEC 18004) with error correction M and the margin of four modules that
 * the standard asks for.
 */
public final class QrCode {

	private static final Map<EncodeHintType, Object> HINTS = Map.of(EncodeHintType.ERROR_CORRECTION,
			ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 4);

	private final BitMatrix modules;

	private QrCode(BitMatrix modules) {
		this.modules = modules;
	}

	/**
	 * Encodes a text. ASCII only: ZXing would turn other characters into question marks,
	 * and the mark for UTF-8 confuses some scanners.
	 * @throws IllegalArgumentException if the text is empty, not ASCII, or too long (some
	 * 2,300 characters)
	 */
	public static QrCode of(String text) {
		if (text.isEmpty() || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
			throw new IllegalArgumentException("A QR code holds ASCII text");
		}
		try {
			return new QrCode(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS));
		}
		catch (WriterException ex) {
			throw new IllegalArgumentException("Too long for a QR code: %s characters".formatted(text.length()));
		}
	}

	/**
	 * An {@code <svg>} element to put into a page: one unit per module, black on white
	 * whatever the theme, hidden from screen readers (the page offers the key as text).
	 */
	public String svg() {
		int size = this.modules.getWidth();
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$s %1$s" shape-rendering="crispEdges" \
				class="qr" aria-hidden="true" focusable="false">\
				<rect width="%1$s" height="%1$s" fill="#fff"/><path fill="#000" d="%2$s"/></svg>""".formatted(size,
				path(size));
	}

	@Override
	public String toString() {
		return "redacted";
	}

	private String path(int size) {
		StringBuilder path = new StringBuilder();
		for (int y = 0; y < size; y++) {
			for (int x = 0; x < size; x++) {
				int run = run(x, y);
				if (run > 0) {
					path.append("M" + x + " " + y + "h" + run + "v1h-" + run + "z");
					x += run;
				}
			}
		}
		return path.toString();
	}

	private int run(int x, int y) {
		int end = x;
		while (end < this.modules.getWidth() && this.modules.get(end, y)) {
			end++;
		}
		return end - x;
	}

}
