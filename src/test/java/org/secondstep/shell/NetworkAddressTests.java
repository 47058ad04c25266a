package org.secondstep.shell;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkAddressTests {

	@ParameterizedTest
	@CsvSource({ "0:0:0:0:0:0:0:1, ::1", "0:0:0:0:0:0:0:0, ::", "2001:db8:0:0:0:0:0:1, 2001:db8::1",
			"2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
			"fe80:0:0:0:a:b:c:d, fe80::a:b:c:d", "2001:db8:a0:0:1:0:10:0, 2001:db8:a0:0:1:0:10:0",
			"1:2:3:4:5:6:0:0, 1:2:3:4:5:6::", "2001:db8::1, 2001:db8::1", "10:0:0:1:0:0:0:10, 10:0:0:1::10" })
	void shortensIpv6(String address, String text) {
		assertThat(NetworkAddress.of(address).text()).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1", "10.0.0.0", "unknown" })
	void leavesOthersAlone(String address) {
		assertThat(NetworkAddress.of(address).text()).isEqualTo(address);
	}

}
