package org.secondstep.otp;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OtpAuthUriTests {

	private static final OtpSecret SECRET = OtpSecret.of("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

	private static final String SETTINGS = "&algorithm=SHA1&digits=6&period=30";

	@Test
	void saysWhatEveryAppUnderstands_B04() {
		OtpAuthUri uri = new OtpAuthUri("Netflow", "bob@netflow.be", SECRET);

		assertThat(uri.uri()).isEqualTo("otpauth://totp/Netflow:bob@netflow.be"
				+ "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Netflow" + SETTINGS);
		assertThat(uri.label()).isEqualTo("Netflow:bob@netflow.be");
	}

	@Test
	void keepsHostileNamesInTheLabel_B04() {
		OtpAuthUri uri = new OtpAuthUri("Café: Zürich", "A:B&secret=AAAA?x=1%0a\"/><b>", SECRET);

		assertThat(uri.uri())
			.isEqualTo("otpauth://totp/Caf%C3%A9%20Z%C3%BCrich:" + "AB%26secret%3DAAAA%3Fx%3D1%250a%22%2F%3E%3Cb%3E"
					+ "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Caf%C3%A9%20Z%C3%BCrich" + SETTINGS);
		URI parsed = URI.create(uri.uri());
		assertThat(parsed.getPath()).isEqualTo("/" + uri.label());
		assertThat(parsed.getFragment()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice (iPad)", "a+b*c~d_e-f.g@h", "100 %", "%25", "#1", "ümläut ß", "👩‍💻 Ana", "名前" })
	void bringsEveryNameThrough_B04(String name) {
		URI uri = URI.create(new OtpAuthUri(name, name, SECRET).uri());

		assertThat(uri.getPath()).isEqualTo("/" + name + ":" + name);
		assertThat(uri.getRawPath()).doesNotContain("+");
		assertThat(uri.getRawQuery().split("&")).hasSize(5);
		assertThat(uri.toASCIIString()).isEqualTo(uri.toString());
	}

	@Test
	void escapesAllButUnreservedCharacters() {
		OtpAuthUri uri = new OtpAuthUri("a~b-c_d.e", "x+y*z!'() @\\", SECRET);

		assertThat(uri.uri()).startsWith("otpauth://totp/a~b-c_d.e:x%2By%2Az%21%27%28%29%20@%5C?");
	}

	@Test
	void leavesOutWhatCouldMislead() {
		OtpAuthUri uri = new OtpAuthUri(" Net\nflow:\u0000 ", "bob\u202E\u2028@netflow.be\uD800", SECRET);

		assertThat(uri.issuer()).isEqualTo("Netflow");
		assertThat(uri.account()).isEqualTo("bob@netflow.be");
		assertThat(uri.label()).isEqualTo("Netflow:bob@netflow.be");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ":", ": :\n", "\u0000" })
	void refusesNamesOfNothing(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new OtpAuthUri(name, "bob", SECRET))
			.withMessage("The issuer has no usable character");
		assertThatIllegalArgumentException().isThrownBy(() -> new OtpAuthUri("Netflow", name, SECRET))
			.withMessage("The account has no usable character");
	}

	@Test
	void isTheSameInEveryLanguage() {
		Locale before = Locale.getDefault();
		String expected = new OtpAuthUri("Netflow", "bob", SECRET).uri();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

			assertThat(new OtpAuthUri("Netflow", "bob", SECRET).uri()).isEqualTo(expected);
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void printsNothing() {
		assertThat(new OtpAuthUri("Netflow", "bob", SECRET)).hasToString("redacted");
	}

}
