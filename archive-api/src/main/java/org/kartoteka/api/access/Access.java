package org.kartoteka.api.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Hangs the policy before every door. Needs an {@link ApiToken}, an {@link InstantSource} and {@link HostNames}. */
@Configuration(proxyBeanMethods = false)
@Import(SignIn.class)
public class Access {
    private static final String CONTENT_POLICY =
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    SignInLinks signInLinks(InstantSource clock) {
        return new SignInLinks(clock);
    }

    @Bean
    Sessions sessions(InstantSource clock) {
        return new Sessions(clock);
    }

    @Bean
    AccessPolicy accessPolicy() {
        return new AccessPolicy();
    }

    @Bean
    HttpFirewall httpFirewall(HostNames hostNames) {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames(hostNames);
        return firewall;
    }

    /** There are no passwords. Without this bean Spring Boot would invent a user with one, and print it. */
    @Bean
    AuthenticationManager authenticationManager() {
        return _ -> {
            throw new AuthenticationServiceException("nobody signs in by password");
        };
    }

    @Bean
    SecurityFilterChain accessChain(HttpSecurity http, AccessPolicy policy, Sessions sessions, ApiToken token) {
        // Own sessions, and the policy itself asks where a changing request comes from: the framework's are switched
        // off.
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(Access::secureHeaders)
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint(
                                (request, response, _) -> askForCredential(request, response))
                        .accessDeniedHandler((_, response, _) -> response.sendError(HttpStatus.FORBIDDEN.value())))
                .authorizeHttpRequests(requests -> requests
                        // An error page and the end of an asynchronous answer belong to a request that was decided
                        // before.
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .access((_, context) ->
                                new AuthorizationDecision(decide(policy, context.getRequest()) == Decision.GRANTED)));
        http.addFilterBefore(new CallerFilter(new Callers(sessions, token)), AuthorizationFilter.class);
        return http.build();
    }

    private static Decision decide(AccessPolicy policy, HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        Door door = new Door(request.getMethod(), path, RequestOrigin.isOwnPage(request));
        return policy.decide(door, Callers.current());
    }

    private static void askForCredential(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith("/api/")) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"kartoteka\"");
        }
        response.sendError(HttpStatus.UNAUTHORIZED.value());
    }

    private static void secureHeaders(HeadersConfigurer<HttpSecurity> headers) {
        // "no-store" and "nosniff" are the framework's defaults.
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        permissions -> permissions.policy("camera=(), microphone=(), geolocation=(), payment=()"));
    }
}
