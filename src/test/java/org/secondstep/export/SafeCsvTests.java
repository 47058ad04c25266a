package org.secondstep.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SafeCsvTests {

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "=HYPERLINK(\"http://evil.test\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\t1",
			"\r1", "\"=1", "'=1", ";=1", ",=1", " =1", "\n=1", "\u00a0=1", "\u3000=1", "= 1\n\"x\"", "＝1+1" })
	void letsNoSpreadsheetCompute_F04(String text) throws IOException {
		assertThat(cells(text)).containsExactly("'" + text);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "Emma Peeters", "1.5", "a=b", "x\r\ny", "say \"hi\"", "ünïcödé 😀", "a,b;c", "2026-09-01" })
	void leavesOtherTextAsItIs_F04(String text) throws IOException {
		assertThat(cells(text)).containsExactly(text);
	}

	@Test
	void keepsOneRecordARow_F04() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (SafeCsv csv = new SafeCsv(out)) {
			csv.row("name", "note");
			csv.row("a\r\nb", null);
			csv.row(1, "c\"d");
		}

		assertThat(out.toString(StandardCharsets.UTF_8))
			.isEqualTo("\uFEFF\"name\",\"note\"\r\n\"a\r\nb\",\"\"\r\n\"1\",\"c\"\"d\"\r\n");
	}

	private static List<String> cells(String text) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (SafeCsv csv = new SafeCsv(out)) {
			csv.row(text);
		}
		String written = out.toString(StandardCharsets.UTF_8);
		assertThat(written).startsWith("\uFEFF\"").endsWith("\"\r\n");
		List<CSVRecord> records = CSVFormat.RFC4180.parse(new StringReader(written.substring(1))).getRecords();
		assertThat(records).hasSize(1);
		return records.get(0).toList();
	}

}
