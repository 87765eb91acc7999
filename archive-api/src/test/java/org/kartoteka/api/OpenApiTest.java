package org.kartoteka.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiTest extends DoorsTestCase {
    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Test
    void describesEveryRouteAndNothingElse() {
        JsonNode api = doors.json("/api/v1/openapi.json");
        TreeSet<String> described = new TreeSet<>();
        api.get("paths")
                .propertyNames()
                .forEach(path -> api.get("paths")
                        .get(path)
                        .propertyNames()
                        .forEach(method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));

        TreeSet<String> routes = new TreeSet<>();
        for (RequestMappingHandlerMapping mapping : mappings) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                for (String pattern : info.getPatternValues()) {
                    if (pattern.startsWith("/api/v1/") && !pattern.contains("openapi")) {
                        info.getMethodsCondition().getMethods().forEach(method -> routes.add(method + " " + pattern));
                    }
                }
            }
        }

        assertThat(api.get("openapi").asString()).startsWith("3.1");
        assertThat(routes).hasSizeGreaterThan(18);
        assertThat(described).isEqualTo(routes);
    }

    @Test
    void explainsEveryOperationAndSchema() {
        JsonNode api = doors.json("/api/v1/openapi.json");
        List<String> mute = new ArrayList<>();
        api.get("paths")
                .propertyStream()
                .forEach(path -> path.getValue().propertyStream().forEach(operation -> {
                    if (operation.getValue().path("summary").asString("").isBlank()) {
                        mute.add(operation.getKey() + " " + path.getKey());
                    }
                }));

        assertThat(mute).isEmpty();
        assertThat(api.at("/info/description").asString()).contains("RFC 9457");
        assertThat(api.at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
        assertThat(api.at("/components/schemas/BatchAnswer/properties/state/enum")
                        .size())
                .isEqualTo(4);
        assertThat(api.at("/components/schemas/DocumentAnswer/properties/fields/items")
                        .isMissingNode())
                .isFalse();
    }

    @Test
    void namesNoTypeOfTheArchive() {
        assertThat(doors.get("/api/v1/openapi.json").body())
                .doesNotContain("RenditionRef", "ObjectKey", "DocumentReading", "BatchId");
    }
}
