package org.secondstep.support;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import javax.imageio.ImageIO;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;

/**
 * Looks at pages as a person or a phone does. With
 * <code>-Dsecondstep.screenshots=docs/images</code> it also keeps the pictures of the
 * documentation.
 */
public final class Camera {

	private static final Optional<Path> FOLDER = Optional.ofNullable(System.getProperty("secondstep.screenshots"))
		.map(Path::of);

	private Camera() {
	}

	public static void shoot(Page page, String name) {
		shoot(page, name, false);
	}

	/**
	 * Also what one would scroll for.
	 */
	public static void shootWhole(Page page, String name) {
		shoot(page, name, true);
	}

	private static void shoot(Page page, String name, boolean whole) {
		FOLDER.map((folder) -> folder.resolve(name + ".png"))
			.ifPresent((file) -> page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(whole)));
	}

	/**
	 * Reads the QR code from what is on the screen, not from the markup.
	 */
	public static String scan(Page page) {
		try {
			BufferedImage screen = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
			return new QRCodeReader()
				.decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(screen))),
						Map.of(DecodeHintType.TRY_HARDER, true))
				.getText();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (NotFoundException | ChecksumException | FormatException ex) {
			throw new AssertionError("No QR code can be read on the screen", ex);
		}
	}

}
