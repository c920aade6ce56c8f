package org.carafe.mail.boundary;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.carafe.core.command.Json;
import org.carafe.core.command.Table;
import org.carafe.mail.MailFilter;
import org.carafe.mail.MailState;
import org.carafe.mail.Mails;
import org.carafe.mail.entity.OutboxMessage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the outbox. */
@Command(
    name = "list",
    description = "Lists mail of the outbox, newest first, with what the relay said last.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe mail list                          the newest",
      "  carafe mail list --state failed           what was given up",
      "  carafe mail list --search ada@            by the beginning of an address",
      "  carafe mail list --search @example.org    by domain",
      "  carafe mail list --limit 500 --json       for other programs"
    })
final class MailListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "Only queued, sending, delivered, failed, bounced, suppressed or cancelled mail.")
  private @Nullable MailState state;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "The beginning of an address, @domain, or a <Message-ID>.")
  private String search = "";

  @Option(
      names = "--before",
      paramLabel = "ID",
      description = "Only older ones than this: the last of the page before.")
  private @Nullable Long before;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many, up to 500 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Inject Mails mails;

  @Override
  public Integer call() {
    List<OutboxMessage> found = mails.find(MailCommand.operator(), filter());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(found.stream().map(MailListCommand::describe).toList()));
    } else if (found.isEmpty()) {
      out.println("No mail matches.");
    } else {
      print(found, out);
    }
    return 0;
  }

  private MailFilter filter() {
    try {
      return new MailFilter(state, search, before, limit);
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(spec.commandLine(), String.valueOf(refused.getMessage()));
    }
  }

  private void print(List<OutboxMessage> found, PrintWriter out) {
    var table = new Table("ID", "STATE", "TRIES", "WRITTEN", "TO", "SUBJECT", "ANSWER");
    for (OutboxMessage mail : found) {
      table.row(
          Long.toString(mail.id()),
          name(mail.state()),
          Integer.toString(mail.tries()),
          told(mail.createdAt()),
          mail.recipientAddress(),
          mail.subject(),
          mail.answer().orElse(""));
    }
    table.print(out);
    if (found.size() == limit) {
      out.printf("Older ones: --before %d%n", found.get(limit - 1).id());
    }
  }

  private static String name(MailState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String told(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Everything but the body. */
  static Map<String, @Nullable Object> describe(OutboxMessage mail) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("id", mail.id());
    map.put("state", name(mail.state()));
    map.put("to", mail.recipientAddress());
    map.put("subject", mail.subject());
    map.put("template", mail.template());
    map.put("category", mail.category());
    map.put("tries", mail.tries());
    map.put("written", mail.createdAt().toString());
    map.put("nextTry", text(mail.nextTryAt()));
    map.put("settled", text(mail.finishedAt()));
    map.put("answer", mail.answer().orElse(null));
    map.put("messageId", mail.messageId());
    return map;
  }

  private static @Nullable String text(Optional<Instant> moment) {
    return moment.map(Instant::toString).orElse(null);
  }
}
