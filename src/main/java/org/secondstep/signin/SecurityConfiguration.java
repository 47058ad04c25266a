package org.secondstep.signin;

import jakarta.servlet.DispatcherType;
import org.secondstep.access.Bouncer;
import org.secondstep.access.Gate;
import org.secondstep.apitoken.ApiTokens;
import org.secondstep.password.PasswordSignIn;
import org.secondstep.shell.PortalAddress;
import org.secondstep.shell.PortalProperties;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * Who may see what: read from top to bottom, the first line that fits decides.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String CONTENT_SECURITY_POLICY = String.join("; ", "default-src 'none'", "script-src 'self'",
			"style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "form-action 'self'",
			"base-uri 'none'", "frame-ancestors 'none'");

	/**
	 * For scripts. Only a token counts and no cookie, so there is nothing to forge.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain apiFilterChain(HttpSecurity http, ApiTokens tokens, PortalProperties portal) throws Exception {
		// @formatter:off
		return http
			.securityMatcher("/api/**")
			.authorizeHttpRequests((requests) -> requests
				.requestMatchers(HttpMethod.GET, "/api/v1/openapi.yaml").permitAll()
				.requestMatchers("/api/v1/accounts").hasAuthority(BearerFilter.READ_STATUS)
				.anyRequest().denyAll())
			.addFilterBefore(new BearerFilter(tokens), AnonymousAuthenticationFilter.class)
			.exceptionHandling((refusals) -> refusals
				.authenticationEntryPoint((request, response, missing) -> BearerFilter.challenge(request, response))
				.accessDeniedHandler((request, response, denied) -> response.sendError(HttpStatus.NOT_FOUND.value())))
			.csrf(CsrfConfigurer::disable)
			.headers((headers) -> headers(headers, portal))
			.securityContext((context) -> context.securityContextRepository(new NullSecurityContextRepository()))
			.requestCache((cache) -> cache.requestCache(new NullRequestCache()))
			.build();
		// @formatter:on
	}

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, Gate gate, Bouncer bouncer, PasswordSignIn password,
			SignInFlow flow, SecurityContextRepository contexts, FormTokens tokens, PortalProperties portal,
			PortalAddress address) throws Exception {
		// @formatter:off
		return http
			.authorizeHttpRequests((requests) -> requests
				.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
				.requestMatchers(EndpointRequest.to("health")).permitAll()
				.requestMatchers(HttpMethod.GET, "/css/**", "/js/**", "/webjars/**", "/theme/*", "/favicon.svg").permitAll()
				.requestMatchers("/", "/get-started", "/mfasetup", "/language", "/setup").permitAll()
				.requestMatchers("/sign-in", "/sign-in/password", "/sign-in/help", "/sign-in/forgot-password", "/sign-in/new-password", "/sign-in/recover", "/sign-in/temporary-pass", "/sign-in/ended/*").permitAll()
				.requestMatchers("/sign-in/verify", "/sign-in/verify/methods").access(gate.afterPassword())
				.requestMatchers("/sign-in/stay-signed-in").access(gate.stay())
				.requestMatchers("/security-info/add").access(gate.choosing())
				.requestMatchers("/security-info/{kind}/open", "/security-info/{kind}/scan", "/security-info/{kind}/start-again").access(gate.enrolling())
				.requestMatchers("/security-info/default", "/security-info/methods/**", "/password", "/sign-in/unsent-form").access(gate.fresh())
				.requestMatchers("/security-info/check-code").access(gate.bothSteps())
				.requestMatchers("/overview", "/security-info", "/security-info/*/done", "/organizations", "/privacy").access(gate.signedIn())
				.requestMatchers("/devices", "/devices/**", "/privacy/download").access(gate.signedInFully())
				.requestMatchers("/caller-check", "/caller-check/state", "/caller-check/code", "/caller-check/again", "/caller-check/finished", "/stop-reset").permitAll()
				.requestMatchers("/caller-check/colleague").access(gate.freshBothSteps())
				.requestMatchers("/helpdesk/accounts/*", "/helpdesk/accounts/*/progress", "/helpdesk/accounts/*/caller-check", "/helpdesk/accounts/*/caller-check/state", "/helpdesk/accounts/*/caller-check/word").access(gate.staff())
				.requestMatchers("/helpdesk/accounts/**", "/helpdesk/approvals/*").access(gate.freshStaff())
				.requestMatchers("/helpdesk", "/helpdesk/**").access(gate.staff())
				.requestMatchers("/admin/api-tokens", "/admin/api-tokens/**").access(gate.freshAdministrator())
				.requestMatchers("/admin/organizations/*", "/admin/accounts/*").access(gate.freshAdministrator())
				.requestMatchers(HttpMethod.GET, "/admin", "/admin/**").access(gate.administrator())
				.requestMatchers("/admin/**").access(gate.freshAdministrator())
				.anyRequest().denyAll())
			.formLogin((form) -> form
				.loginPage("/sign-in").loginProcessingUrl("/sign-in/password")
				.authenticationDetailsSource(PasswordSignIn.Origin::new)
				.successHandler(flow).failureHandler(flow))
			.logout((logout) -> logout
				.logoutUrl("/sign-out").addLogoutHandler(flow).logoutSuccessUrl("/sign-in/ended/signed-out"))
			.exceptionHandling((refusals) -> refusals
				.authenticationEntryPoint(bouncer).accessDeniedHandler(bouncer))
			.csrf((csrf) -> csrf
				.csrfTokenRepository(tokens)
				.csrfTokenRequestHandler(new OwnForms(address, tokens)))
			.addFilterBefore(new UploadGuard(), CsrfFilter.class)
			.headers((headers) -> headers(headers, portal))
			.securityContext((context) -> context.securityContextRepository(contexts))
			.requestCache((cache) -> cache.requestCache(new NullRequestCache()))
			.authenticationManager(new ProviderManager(password))
			.build();
		// @formatter:on
	}

	/**
	 * Whether the browser came by TLS is said by the setting, whatever a proxy forgets to
	 * say. Other applications below the portal's domain are its business only where it
	 * has a host to itself.
	 */
	private static void headers(HeadersConfigurer<HttpSecurity> headers, PortalProperties portal) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
			.permissionsPolicyHeader((policy) -> policy.policy("camera=(), geolocation=(), microphone=(), payment=()"))
			.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
			.crossOriginResourcePolicy((policy) -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
			.httpStrictTransportSecurity((policy) -> policy.requestMatcher((request) -> portal.isSecure())
				.includeSubDomains(portal.hasOwnHost()));
	}

}
