package org.secondstep.support;

import org.secondstep.limit.DeviceCookie;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * Requests from addresses and devices of all kinds.
 */
public final class Requests {

	private Requests() {
	}

	public static MockHttpServletRequest from(String address) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(address);
		return request;
	}

	/**
	 * @param marked the account whose owner once passed a second step there
	 */
	public static MockHttpServletRequest from(String address, String marked, DeviceCookie device) {
		MockHttpServletRequest request = from(address);
		MockHttpServletResponse response = new MockHttpServletResponse();
		device.own(marked, request, response);
		request.setCookies(response.getCookies());
		return request;
	}

}
