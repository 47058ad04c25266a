package org.secondstep.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How this node calls itself in the audit.
 *
 * @param node name of this node; the machine's name unless set
 */
@ConfigurationProperties("secondstep.audit")
record AuditProperties(@Nullable String node) {

	AuditProperties {
		node = cut(Objects.requireNonNullElseGet(node, AuditProperties::machine));
	}

	@Override
	public String node() {
		return Objects.requireNonNull(this.node);
	}

	private static String cut(String name) {
		return name.substring(0, Math.min(60, name.length()));
	}

	private static String machine() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown";
		}
	}

}
