package org.kartoteka.server.config;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Reads {@link Settings} from a properties file in UTF-8. No file means all defaults. */
public final class SettingsFile {
    /** Prefix inside the binder only; the file's keys have none. */
    private static final String ROOT = "settings";

    private SettingsFile() {}

    /**
     * @throws InvalidSettings the file has an unknown key or a value that cannot be
     */
    public static Settings read(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IllegalArgumentException e) {
                throw new InvalidSettings(file + " cannot be read as properties: " + e.getMessage(), e);
            }
        }
        return parse(properties, file.toString());
    }

    /** As {@link #read}, from properties at hand; {@code where} is for the message. */
    public static Settings parse(Properties properties, String where) {
        Map<String, String> prefixed = new LinkedHashMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (!ConfigurationPropertyName.isValid(ROOT + "." + key)) {
                throw new InvalidSettings(where + ": there is no setting '" + key + "'", null);
            }
            prefixed.put(ROOT + "." + key, properties.getProperty(key).strip());
        }
        try {
            Settings settings = new Binder(new MapConfigurationPropertySource(prefixed))
                    .bindOrCreate(
                            ROOT, Bindable.of(Settings.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
            Profiles.check(settings, properties);
            return settings;
        } catch (BindException e) {
            throw new InvalidSettings(where + ": " + explain(e), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(where + ": " + e.getMessage(), e);
        }
    }

    /** Every key with its default, in the order of the records, as the file would have it. */
    public static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        collect("", parse(new Properties(), "defaults"), defaults);
        return defaults;
    }

    /** Writes a file in which every key stands with its default, commented out; does nothing where there is a file. */
    public static void writeTemplate(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        StringBuilder text = new StringBuilder("""
                # Settings of this archive. Remove the # before a key to change it; restart to apply.
                # docs/operations/configuration.md explains each one.

                """);
        defaults()
                .forEach((key, value) ->
                        text.append('#').append(key).append('=').append(value).append('\n'));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static void collect(String prefix, Record settings, Map<String, String> into) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            String key = prefix + DataObjectPropertyName.toDashedForm(component.getName());
            Object value = valueOf(component, settings);
            if (value instanceof Record nested) {
                collect(key + ".", nested, into);
            } else if (value instanceof List<?> list) {
                into.put(
                        key, String.join(",", list.stream().map(String::valueOf).toList()));
            } else {
                into.put(key, String.valueOf(value));
            }
        }
    }

    private static Object valueOf(RecordComponent component, Record settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessor is public", e);
        }
    }

    private static String explain(BindException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                String key = unbound.getUnboundProperties()
                        .iterator()
                        .next()
                        .getName()
                        .toString();
                return "there is no setting '" + key.substring(ROOT.length() + 1)
                        + "'; see docs/operations/configuration.md";
            }
            if (cause instanceof IllegalArgumentException
                    && cause.getMessage() != null
                    && cause.getMessage().contains("must")) {
                return cause.getMessage();
            }
        }
        return "the value of '" + e.getName().toString().substring(ROOT.length() + 1) + "' cannot be understood";
    }
}
