package org.carafe.notes.boundary;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.carafe.users.Users;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Greets who has an account. */
@Command(name = "greet", description = "Greets somebody.", mixinStandardHelpOptions = true)
public final class GreetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "USERNAME", description = "Whom.")
  private String username = "";

  @Inject Users users;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(users.find(username).isPresent() ? "Hello!" : "Who?");
    return 0;
  }
}
