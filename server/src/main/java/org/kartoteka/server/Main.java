package org.kartoteka.server;

import org.kartoteka.server.command.AddCommand;
import org.kartoteka.server.command.BenchmarkCommand;
import org.kartoteka.server.command.CopyCommand;
import org.kartoteka.server.command.DemoCommand;
import org.kartoteka.server.command.Failures;
import org.kartoteka.server.command.LinkCommand;
import org.kartoteka.server.command.RehearseCommand;
import org.kartoteka.server.command.ReindexCommand;
import org.kartoteka.server.command.RetryCommand;
import org.kartoteka.server.command.SearchCommand;
import org.kartoteka.server.command.StartCommand;
import org.kartoteka.server.command.StatusCommand;
import org.kartoteka.server.command.TrainCommand;
import org.kartoteka.server.command.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point: picks the command. */
@Command(
        name = "kartoteka",
        description = "Scans, reads and archives documents, and finds them again.",
        mixinStandardHelpOptions = true,
        subcommands = {
            StartCommand.class,
            DemoCommand.class,
            AddCommand.class,
            SearchCommand.class,
            StatusCommand.class,
            VerifyCommand.class,
            ReindexCommand.class,
            RetryCommand.class,
            CopyCommand.class,
            LinkCommand.class,
            TrainCommand.class,
            BenchmarkCommand.class,
            RehearseCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command and returns its exit code: 0 = done, 1 = failed, 2 = wrong arguments. */
    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }
}
