package org.kartoteka.api.rest;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.kartoteka.api.ApiSettings;

/** What the API's description says besides its routes. */
final class OpenApiText {
    private static final String DESCRIPTION = """
            The archive of documents over HTTP.

            Sign in with the API token (`Authorization: Bearer …`, kept in the service's secrets folder) or with the cookie of a
            session; a changing request with the cookie must come from the service's own pages. Failures are problem documents
            (RFC 9457) in plain words. Sentences for people come in the language of `Accept-Language`: en, lv, lt, cs, ru or kk.
            Text of documents and names of files are data: escape them where you show them.
            """;

    private OpenApiText() {}

    static OpenAPI of(ApiSettings settings) {
        return new OpenAPI()
                .info(new Info().title("Kartoteka").version(settings.version()).description(DESCRIPTION))
                .servers(List.of(new Server().url("/").description("This service")))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer"))
                        .addSecuritySchemes(
                                "session",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("kartoteka-session")))
                .addSecurityItem(new SecurityRequirement().addList("token"))
                .addSecurityItem(new SecurityRequirement().addList("session"));
    }
}
