package org.secondstep.qr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class QrCodeTests {

	private static final String URI = "otpauth://totp/Caf%C3%A9%20Z%C3%BCrich:bob@netflow.be"
			+ "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Caf%C3%A9%20Z%C3%BCrich&algorithm=SHA1&digits=6&period=30";

	private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");

	private static final int PIXELS = 4;

	@Test
	void readsBackWithErrorCorrectionM_B04() throws Exception {
		Result read = read(QrCode.of(URI));

		assertThat(read.getText()).isEqualTo(URI);
		assertThat(read.getResultMetadata().get(ResultMetadataType.ERROR_CORRECTION_LEVEL)).hasToString("M");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 20, 200, 2000 })
	void readsBackAtEveryLength(int length) throws Exception {
		String text = "https://a.example/?q=0123456789abcdefghij".repeat(50).substring(0, length);

		assertThat(read(QrCode.of(text)).getText()).isEqualTo(text);
	}

	@Test
	void hasAMarginOfFourModules() {
		String svg = QrCode.of(URI).svg();
		int size = size(svg);

		int[] box = { size, size, 0, 0 };
		RUN.matcher(svg).results().forEach(run -> {
			int x = Integer.parseInt(run.group(1));
			int y = Integer.parseInt(run.group(2));
			box[0] = Math.min(box[0], x);
			box[1] = Math.min(box[1], y);
			box[2] = Math.max(box[2], x + Integer.parseInt(run.group(3)));
			box[3] = Math.max(box[3], y + 1);
		});
		assertThat(box).containsExactly(4, 4, size - 4, size - 4);
	}

	@Test
	void isOneSmallElementWithoutStyleOrScript() {
		String svg = QrCode.of(URI).svg();

		assertThat(RUN.matcher(svg).replaceAll("")).isEqualTo("""
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges" \
				class="qr" aria-hidden="true" focusable="false">\
				<rect width="%1$d" height="%1$d" fill="#fff"/><path fill="#000" d=""/></svg>""".formatted(size(svg)));
		assertThat(svg).hasSizeLessThan(20_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Zürich", "名前" })
	void refusesWhatWouldNotReadBack(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> QrCode.of(text))
			.withMessage("A QR code holds ASCII text");
	}

	@Test
	void refusesTooLongTextWithoutRepeatingIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> QrCode.of("a".repeat(2332)))
			.withMessage("Too long for a QR code: 2332 characters")
			.withNoCause();
	}

	@Test
	void isTheSameInEveryLanguage() {
		Locale before = Locale.getDefault();
		String expected = QrCode.of(URI).svg();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

			assertThat(QrCode.of(URI).svg()).isEqualTo(expected);
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void printsNothing() {
		assertThat(QrCode.of(URI)).hasToString("redacted");
	}

	private static Result read(QrCode code) throws Exception {
		String svg = code.svg();
		int pixels = size(svg) * PIXELS;
		BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
		Graphics2D canvas = image.createGraphics();
		canvas.setColor(Color.WHITE);
		canvas.fillRect(0, 0, pixels, pixels);
		canvas.setColor(Color.BLACK);
		RUN.matcher(svg)
			.results()
			.forEach(run -> canvas.fillRect(Integer.parseInt(run.group(1)) * PIXELS,
					Integer.parseInt(run.group(2)) * PIXELS, Integer.parseInt(run.group(3)) * PIXELS, PIXELS));
		return new MultiFormatReader()
			.decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))));
	}

	private static int size(String svg) {
		Matcher viewBox = Pattern.compile("viewBox=\"0 0 (\\d+)").matcher(svg);
		assertThat(viewBox.find()).isTrue();
		return Integer.parseInt(viewBox.group(1));
	}

}
