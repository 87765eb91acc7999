package org.kartoteka.archive.event;

/** Who did it: {@code system:<component>} or {@code user:<id>}. Never a person's name. */
public record Actor(String value) {
    public Actor {
        if (!value.matches("(system|user):[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("not an actor: " + value);
        }
    }

    public static Actor system(String component) {
        return new Actor("system:" + component);
    }

    public static Actor user(String id) {
        return new Actor("user:" + id);
    }

    @Override
    public String toString() {
        return value;
    }
}
