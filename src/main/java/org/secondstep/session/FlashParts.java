package org.secondstep.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.shell.Assets;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.AbstractFlashMapManager;

/**
 * Keeps what a page tells the next one in the session, as texts: keys of messages.
 */
@Component("flashMapManager")
class FlashParts extends AbstractFlashMapManager {

	private static final SessionPart<Flash[]> PART = new SessionPart<>("flash", Flash[].class);

	@Override
	protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
		if (Assets.isAsset(request)) {
			return null;
		}
		return PART.find(request)
			.<List<FlashMap>>map((kept) -> new ArrayList<>(Arrays.stream(kept).map(Flash::map).toList()))
			.orElse(null);
	}

	@Override
	protected void updateFlashMaps(List<FlashMap> maps, HttpServletRequest request, HttpServletResponse response) {
		if (maps.isEmpty()) {
			PART.forget(request);
		}
		else {
			PART.keep(maps.stream().map(Flash::of).toArray(Flash[]::new), request);
		}
	}

	record Flash(@Nullable String path, long expires, Map<String, String> texts) {

		static Flash of(FlashMap map) {
			Map<String, String> texts = new HashMap<>();
			map.forEach((name, value) -> texts.put(name, (String) value));
			return new Flash(map.getTargetRequestPath(), map.getExpirationTime(), texts);
		}

		FlashMap map() {
			FlashMap map = new FlashMap();
			map.putAll(this.texts);
			map.setTargetRequestPath(this.path);
			map.setExpirationTime(this.expires);
			return map;
		}

	}

}
