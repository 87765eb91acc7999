package org.kartoteka.api.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The names under which the service may be addressed. A page that makes its own name resolve to this machine (DNS rebinding)
 * still sends that name, and is turned away.
 */
public record HostNames(Set<String> names) implements Predicate<String> {
    public HostNames {
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** The names of this very machine, as the machine itself knows them. */
    public static HostNames loopback() {
        return new HostNames(Set.copyOf(List.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1")));
    }

    @Override
    public boolean test(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }
}
