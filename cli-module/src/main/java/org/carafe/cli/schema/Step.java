package org.carafe.cli.schema;

import java.util.List;

/**
 * One statement of a migration.
 *
 * @param findings what it is for, such as {@code + notes.due date null}
 * @param losses what is lost by it, such as “drops the table notes with its rows”
 * @param cautions when it fails, such as “fails where notes.due is null”
 */
public record Step(
    String table, String sql, List<String> findings, List<String> losses, List<String> cautions) {}
