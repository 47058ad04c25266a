package org.secondstep.shell;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

	/**
	 * The health says whether the portal is up and nothing else. Who knows that it can
	 * also be asked for its readiness gets an answer as before.
	 */
	@Bean
	static HealthEndpointGroupsPostProcessor namesNoGroups() {
		return Nameless::new;
	}

	private record Nameless(HealthEndpointGroups groups) implements HealthEndpointGroups {

		@Override
		public HealthEndpointGroup getPrimary() {
			return this.groups.getPrimary();
		}

		@Override
		public Set<String> getNames() {
			return Set.of();
		}

		@Override
		public @Nullable HealthEndpointGroup get(String name) {
			return this.groups.get(name);
		}

	}

}
