package org.carafe.cli.schema;

import java.util.List;
import java.util.stream.Collectors;
import org.carafe.core.migration.Destruction;

/** What would change in one module's tables, and the way back. */
public record ModulePlan(String module, List<Step> up, List<Step> down) {

  /** A line for each difference that was found. */
  public List<String> findings() {
    return up.stream().flatMap(step -> step.findings().stream()).toList();
  }

  /** What is lost by the way up. */
  public List<String> losses() {
    return up.stream().flatMap(step -> step.losses().stream()).toList();
  }

  String upScript(String message) {
    return "-- " + message + "\n" + script(up);
  }

  String downScript(String message) {
    return "-- The way back from: " + message + "\n" + script(down);
  }

  private static String script(List<Step> steps) {
    return steps.stream().map(ModulePlan::text).collect(Collectors.joining("\n", "\n", ""));
  }

  private static String text(Step step) {
    var text = new StringBuilder();
    step.losses().forEach(loss -> text.append(Destruction.MARK).append(loss).append('\n'));
    step.cautions().forEach(caution -> text.append("-- careful: ").append(caution).append('\n'));
    return text.append(step.sql()).append(";\n").toString();
  }
}
