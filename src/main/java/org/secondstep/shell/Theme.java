package org.secondstep.shell;

import java.util.Locale;

/**
 * An accent colour that can carry text: darkened until white text on it reaches a
 * contrast of 4.5:1 (WCAG 2.2, 1.4.3).
 */
public record Theme(int red, int green, int blue) {

	static Theme parse(String hex) {
		int rgb = Integer.parseInt(hex, 16);
		return new Theme(rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff);
	}

	static String href(String accent) {
		return "/theme/" + accent.substring(1).toLowerCase(Locale.ROOT) + ".css";
	}

	/**
	 * @param accent accent colour as "#rrggbb"
	 * @return the colour, as dark as white text on it needs
	 */
	public static String legibleUnderWhite(String accent) {
		return parse(accent.substring(1)).legibleUnderWhite().hex();
	}

	Theme legibleUnderWhite() {
		Theme theme = this;
		while (1.05 / (theme.luminance() + 0.05) < 4.5) {
			theme = theme.scaled(0.95);
		}
		return theme;
	}

	Theme legibleOnDark() {
		Theme theme = this;
		while ((theme.luminance() + 0.05) / (0.012 + 0.05) < 6) {
			theme = theme.lightened();
		}
		return theme;
	}

	String hex() {
		return String.format(Locale.ROOT, "#%02x%02x%02x", this.red, this.green, this.blue);
	}

	private double luminance() {
		return 0.2126 * linear(this.red) + 0.7152 * linear(this.green) + 0.0722 * linear(this.blue);
	}

	private Theme scaled(double factor) {
		return new Theme((int) (this.red * factor), (int) (this.green * factor), (int) (this.blue * factor));
	}

	private Theme lightened() {
		return new Theme(towardsWhite(this.red), towardsWhite(this.green), towardsWhite(this.blue));
	}

	private static int towardsWhite(int channel) {
		return Math.min(255, channel + Math.max(1, (255 - channel) / 16));
	}

	private static double linear(int channel) {
		double value = channel / 255.0;
		return (value <= 0.04045) ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
	}

}
