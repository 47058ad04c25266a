package org.secondstep.securityinfo;

import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.method.MethodProfile;
import org.secondstep.shell.Moment;

record MethodRow(UUID id, String kind, String name, Moment registeredAt, @Nullable Moment lastUsedAt,
		boolean isDefault) {

	static MethodRow of(MethodProfile method, ZoneId zone, Locale locale) {
		return new MethodRow(method.id(), method.kind(), method.name(), Moment.of(method.registeredAt(), zone, locale),
				(method.lastUsedAt() != null) ? Moment.of(method.lastUsedAt(), zone, locale) : null,
				method.isDefault());
	}

}
