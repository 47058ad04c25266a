package org.secondstep.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * What counts as one client: an IPv4 address, or the /64 network of an IPv6 address, of
 * which one household or office has as many addresses as it likes.
 */
record ClientAddress(String value) {

	/** Of all keys of failures from one address. */
	static final String KEY = "address:";

	static ClientAddress of(String remoteAddress) {
		try {
			InetAddress address = InetAddress.getByName(remoteAddress);
			return new ClientAddress((address instanceof Inet6Address)
					? HexFormat.of().formatHex(address.getAddress(), 0, 8) : address.getHostAddress());
		}
		catch (UnknownHostException ex) {
			return new ClientAddress("unknown");
		}
	}

	/**
	 * @return what its wrong passwords are counted by
	 */
	String key() {
		return KEY + this.value;
	}

}
