package org.carafe.core.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carafe.core.doctor.Finding;
import org.carafe.core.doctor.Finding.State;
import picocli.CommandLine.Help.Ansi;

/**
 * What checks found, as a command tells it.
 *
 * <pre>{@code
 * var report = new Report(new PrinterCheck().findings(configuration));
 * report.print(spec.commandLine().getOut(), json);
 * return report.exitCode();
 * }</pre>
 */
public record Report(List<Finding> findings) {
  private static final int FAILED = 1;

  public Report {
    findings = List.copyOf(findings);
  }

  /** 1 where something is wrong. */
  public int exitCode() {
    return findings.stream().anyMatch(finding -> finding.state() == State.WRONG) ? FAILED : 0;
  }

  /** Writes each finding with its remedy below, or all of them as JSON. */
  public void print(PrintWriter out, boolean json) {
    if (json) {
      out.println(Json.of(findings.stream().map(Report::describe).toList()));
    } else {
      print(out);
    }
  }

  private static Map<String, Object> describe(Finding finding) {
    var map = new LinkedHashMap<String, Object>();
    map.put("subject", finding.subject());
    map.put("state", finding.state().name().toLowerCase(Locale.ROOT));
    map.put("text", finding.text());
    map.put("remedy", finding.remedy());
    return map;
  }

  private void print(PrintWriter out) {
    int width = findings.stream().mapToInt(one -> one.subject().length()).max().orElse(0);
    for (Finding finding : findings) {
      String mark =
          switch (finding.state()) {
            case OK -> "@|green ok   |@";
            case NOTE -> "@|yellow note |@";
            case WRONG -> "@|red WRONG|@";
          };
      String subject = finding.subject() + " ".repeat(width - finding.subject().length());
      out.println(Ansi.AUTO.string(mark) + "  " + subject + "  " + finding.text());
      if (!finding.remedy().isEmpty()) {
        out.println(" ".repeat(width + 9) + finding.remedy());
      }
    }
  }
}
