package org.kartoteka.server.command;

import java.util.concurrent.Callable;
import org.kartoteka.server.wiring.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the service until it is told to stop. */
@Command(name = "start", description = "Starts the service; Ctrl-C stops it.", mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws Exception {
        try (Service service = Service.start(data.folder(), DataOption.programRoot())) {
            System.out.println(service.greeting());
            service.awaitStop();
        }
        return 0;
    }
}
