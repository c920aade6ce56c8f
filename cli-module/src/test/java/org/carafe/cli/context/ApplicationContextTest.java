package org.carafe.cli.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carafe.cli.SharedDatabase;
import org.carafe.core.Application;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Surroundings;
import org.carafe.core.migration.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplicationContextTest {
  /** Hears what happened. */
  @ApplicationScoped
  static class Witness {
    static final List<Ledger.Written> HEARD = new ArrayList<>();

    void heard(@Observes Ledger.Written event) {
      HEARD.add(event);
    }
  }

  /** A command, which is no bean. */
  static final class Command {
    @Inject Ledger ledger;
    @Inject Footnotes footnotes;
  }

  private final Command command = new Command();
  private ApplicationContext context;

  @BeforeEach
  void open() throws SQLException {
    Database database = SharedDatabase.fresh("context");
    database.execute("create table ledger (line varchar(20))");
    var blueprints = Application.discover();
    var surroundings =
        new Surroundings(Map.of("carafe.profile", "test"), Map.of(), Path.of("target"));
    var configuration = Configuration.read(surroundings, Application.settings(blueprints));
    context = ApplicationContext.open(Application.create(blueprints, configuration), database);
    context.inject(command);
    Witness.HEARD.clear();
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void knowsWhichCommandsAskForBeans() {
    assertThat(ApplicationContext.isWantedBy(command)).isTrue();
    assertThat(ApplicationContext.isWantedBy(List.of())).isFalse();
  }

  @Test
  void commitsEachVerbAndTellsItsObserversAtOnce() {
    command.ledger.write("one");
    assertThat(Witness.HEARD).containsExactly(new Ledger.Written("one"));
    assertThat(command.ledger.lines()).isEqualTo(1);
  }

  @Test
  void tellsObserversBeforeItEnds() throws Exception {
    command.ledger.write("last");
    context.close();
    assertThat(Witness.HEARD).containsExactly(new Ledger.Written("last"));
    open();
  }

  @Test
  void rollsBackOnAnyExceptionAndTellsNobody() {
    assertThatThrownBy(() -> command.ledger.writeAndFail("one")).hasMessage("no");
    assertThat(command.ledger.lines()).isZero();
    assertThat(Witness.HEARD).isEmpty();
  }

  @Test
  void keepsWhatHasATransactionOfItsOwn() {
    assertThatThrownBy(() -> command.ledger.writeBesideAndFail("one")).hasMessage("no");
    assertThat(command.ledger.lines()).isEqualTo(1);
  }

  @Test
  void readsOutsideOfTransactionsWhatIsThereByThen() {
    assertThat(command.footnotes.read()).isZero();
    command.ledger.write("one");
    assertThat(command.footnotes.read()).isEqualTo(1);
  }

  @Test
  void refusesWhatNeedsACallersTransaction() {
    assertThatThrownBy(() -> command.footnotes.sign())
        .isInstanceOf(TransactionalException.class)
        .hasMessageContaining("needs a transaction");
  }
}
