package org.carafe.users.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import org.carafe.core.Flash;
import org.carafe.core.HttpError;
import org.carafe.core.Redirect;
import org.carafe.core.web.Exchange;
import org.carafe.mail.MailCategories;
import org.carafe.mail.MailPreferences;
import org.carafe.users.entity.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Which mail a person wants at their primary address; mail itself knows addresses alone. */
@Named("mailChoices")
@RequestScoped
public class MailChoices {
  @Inject MailPreferences preferences;
  @Inject EmailsPage emails;
  @Inject Flash flash;
  @Inject Redirect redirect;

  private @Nullable List<Line> list;

  /** A category of mail and whether it comes. */
  public record Line(String category, String name, boolean wanted) {
    public String getCategory() {
      return category;
    }

    public String getName() {
      return name;
    }

    public boolean isWanted() {
      return wanted;
    }
  }

  /** The categories; none where no module sends mail that one can do without. */
  public List<Line> getList() {
    if (list == null) {
      List<String> categories = MailCategories.all();
      list = categories.isEmpty() ? List.of() : lines(categories, address());
    }
    return list;
  }

  private List<Line> lines(List<String> categories, String address) {
    Set<String> declined = preferences.declined(address);
    return categories.stream()
        .map(
            category ->
                new Line(
                    category,
                    Exchange.require().text(MailCategories.key(category)),
                    !declined.contains(category)))
        .toList();
  }

  /** Declines a category, or asks for it again. */
  public void change(String category) {
    String address = address();
    String name = Exchange.require().text(MailCategories.key(category));
    if (preferences.wants(address, category)) {
      preferences.decline(address, category);
      flash.success("users.choices.declined", name);
    } else {
      preferences.accept(address, category);
      flash.success("users.choices.accepted", name);
    }
    redirect.to("users.account");
  }

  private String address() {
    return emails.getList().stream()
        .filter(EmailAddress::isPrimary)
        .map(EmailAddress::getAddress)
        .findFirst()
        .orElseThrow(() -> HttpError.conflict("There is no primary address to send mail to."));
  }
}
