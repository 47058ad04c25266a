package org.secondstep.accountimport;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.secondstep.account.Username;
import org.secondstep.accountimport.FileObjection.Reason;
import org.secondstep.shell.StorableText;

/**
 * Reads a CSV file as spreadsheets write it: UTF-8 with or without the mark, commas or
 * semicolons, cells in quotes or not. Every line is a row, since no cell has a line
 * break: so a forgotten quote spoils one line, not the rest of the file.
 */
class ImportFile {

	static final int MOST_LINES = 200_000;

	private static final int LONGEST_LINE = 4000;

	/** Longer than any cell may be, so that what is too long still shows. */
	private static final int LONGEST_CELL = 400;

	private static final List<String> BINARIES = List.of("504b", "1f8b", "d0cf11e0", "25504446");

	private static final char MARK = '\uFEFF';

	private final Consumer<ImportRow> rows;

	private final Consumer<Problem> problems;

	private final Map<String, Integer> lines = new HashMap<>();

	private int line = 1;

	/**
	 * @param rows takes the lines that can be read
	 * @param problems takes what is wrong with others
	 */
	ImportFile(Consumer<ImportRow> rows, Consumer<Problem> problems) {
		this.rows = rows;
		this.problems = problems;
	}

	/**
	 * @return why the file cannot be read; then whatever was taken is worth nothing
	 */
	Optional<FileObjection> read(InputStream file) throws IOException {
		BufferedInputStream bytes = new BufferedInputStream(file);
		bytes.mark(4);
		String first = HexFormat.of().formatHex(bytes.readNBytes(4));
		bytes.reset();
		if (BINARIES.stream().anyMatch(first::startsWith)) {
			return objection(Reason.NOT_TEXT, "");
		}
		try {
			return readLines(new BufferedReader(new InputStreamReader(bytes,
					StandardCharsets.UTF_8.newDecoder()
						.onMalformedInput(CodingErrorAction.REPORT)
						.onUnmappableCharacter(CodingErrorAction.REPORT))));
		}
		catch (CharacterCodingException ex) {
			return objection(Reason.ENCODING, Integer.toString(this.line));
		}
	}

	private Optional<FileObjection> readLines(BufferedReader reader) throws IOException {
		reader.mark(1);
		if (reader.read() != MARK) {
			reader.reset();
		}
		String header = reader.readLine();
		if (header == null || header.isBlank()) {
			return objection(Reason.EMPTY, "");
		}
		CSVFormat format = format(header);
		List<String> columns = cells(header, format).map(ImportFile::lowerCase).orElse(List.of());
		if (header.length() > LONGEST_LINE || columns.size() != Column.NAMES.size()
				|| !columns.containsAll(Column.NAMES)) {
			return objection((header.indexOf('\0') >= 0) ? Reason.NOT_TEXT : Reason.HEADER, difference(columns));
		}
		for (String text = reader.readLine(); text != null; text = reader.readLine()) {
			this.line++;
			if (text.indexOf('\0') >= 0 || this.line > MOST_LINES + 1) {
				return objection((this.line > MOST_LINES + 1) ? Reason.TOO_MANY_LINES : Reason.NOT_TEXT, "");
			}
			read(text, columns, format);
		}
		return this.lines.isEmpty() ? objection(Reason.EMPTY, "") : Optional.empty();
	}

	private void read(String text, List<String> columns, CSVFormat format) {
		if (text.length() > LONGEST_LINE) {
			reject("too-long", LONGEST_LINE);
			return;
		}
		Optional<List<String>> cells = cells(text, format);
		if (cells.isEmpty()) {
			reject("quotes", "");
		}
		else if (cells.get().stream().anyMatch((cell) -> !cell.isEmpty())) {
			if (cells.get().size() == columns.size()) {
				take(row(columns, cells.get()));
			}
			else {
				reject("cells", cells.get().size());
			}
		}
	}

	private void take(ImportRow row) {
		Integer earlier = this.lines.putIfAbsent(Username.canonical(row.username()), this.line);
		if (earlier != null) {
			this.problems.accept(Problem.of(row, Column.USERNAME, "duplicate", earlier.toString()));
		}
		else {
			this.rows.accept(row);
		}
	}

	private void reject(String reason, Object value) {
		this.lines.put("line " + this.line, this.line);
		this.problems.accept(Problem.ofLine(this.line, reason, value));
	}

	private ImportRow row(List<String> columns, List<String> cells) {
		String[] ordered = Column.NAMES.stream().map((name) -> cells.get(columns.indexOf(name))).toArray(String[]::new);
		return new ImportRow(this.line, ordered[0], ordered[1], ordered[2], ordered[3], ordered[4], ordered[5]);
	}

	private static CSVFormat format(String header) {
		boolean semicolons = header.indexOf(';') >= 0;
		return CSVFormat.RFC4180.builder().setDelimiter(semicolons ? ';' : ',').get();
	}

	/**
	 * @return nothing if the quotes do not fit together
	 */
	private static Optional<List<String>> cells(String text, CSVFormat format) {
		try (CSVParser parser = CSVParser.parse(text, format)) {
			List<String> cells = new ArrayList<>();
			for (CSVRecord part : parser) {
				part.forEach((cell) -> cells.add(clip(cell.strip())));
			}
			return Optional.of(cells);
		}
		catch (IOException | UncheckedIOException | IllegalStateException ex) {
			return Optional.empty();
		}
	}

	private static String clip(String cell) {
		return StorableText.start(cell, LONGEST_CELL);
	}

	private static List<String> lowerCase(List<String> names) {
		return names.stream().map((name) -> name.strip().toLowerCase(Locale.ROOT)).toList();
	}

	private static String difference(List<String> columns) {
		TreeSet<String> missing = new TreeSet<>(Column.NAMES);
		columns.forEach(missing::remove);
		return String.join(", ", missing);
	}

	private static Optional<FileObjection> objection(Reason reason, String value) {
		return Optional.of(new FileObjection(reason, value));
	}

}
