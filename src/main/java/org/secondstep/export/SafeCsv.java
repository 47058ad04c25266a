package org.secondstep.export;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/**
 * A table of RFC 4180 in UTF-8, every cell quoted, with the mark by which spreadsheets
 * know UTF-8. A cell that one of them would compute gets an apostrophe in front (OWASP,
 * CSV injection).
 */
public final class SafeCsv implements Closeable {

	/**
	 * Also behind what a spreadsheet drops or takes for the border of a cell.
	 */
	private static final Pattern COMPUTED = Pattern.compile("(?s)[\\t\\r].*|[\\s\\p{Z}\"';,|]*[=+\\-@\\t\\r＝＋－＠].*");

	private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

	private final CSVPrinter printer;

	/**
	 * @param out stays open until this is closed
	 */
	public SafeCsv(OutputStream out) {
		try {
			this.printer = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), FORMAT);
			this.printer.getOut().append('\uFEFF');
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * @param cells what is null is left empty
	 */
	public void row(@Nullable Object... cells) {
		try {
			this.printer.printRecord(Arrays.stream(cells).map(SafeCsv::safe));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.printer.close(true);
	}

	private static String safe(@Nullable Object cell) {
		String text = (cell != null) ? cell.toString() : "";
		return COMPUTED.matcher(text).matches() ? "'" + text : text;
	}

}
