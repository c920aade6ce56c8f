package org.carafe.web.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.faces.model.SelectItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChoiceTest {

  @Test
  void takesValuesAndLabelsFromAMap() {
    assertThat(Choice.of(Map.of("de", "Deutsch"))).containsExactly(new Choice("de", "Deutsch"));
  }

  @Test
  void takesValuesAndSelectItemsFromAList() {
    assertThat(Choice.of(List.of("a", new SelectItem(2, "Two"))))
        .containsExactly(new Choice("a", "a"), new Choice(2, "Two"));
  }

  @Test
  void saysWhatItNeeds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Choice.of(null))
        .withMessageContaining("items");
  }
}
