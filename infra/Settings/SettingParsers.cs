using System.Net.Mail;
using System.Text.RegularExpressions;
using Infra.Schedules;

namespace Infra.Settings;

/// <summary>Each reads the text of a setting, or reports what is wrong with it and returns any other value.</summary>
internal static partial class SettingParsers
{
    // The limit of addresses of a budget's notification
    // (https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html).
    private const int MaxAddresses = 10;

    /// <summary>The fewest days of a retention. The repair looks back for a week, a replay and a request are kept for
    /// 30 days, and pages must outlive the half of their time.</summary>
    public const int LeastKept = 30;

    // S3 takes 2,147,483,647 days; a day before the year 1 is none.
    private const int MostKept = 36_500;

    public static string Any(string text, SettingProblems problems) => text;

    public static string Required(string text, SettingProblems problems)
    {
        if (text.Length == 0)
        {
            problems.Missing();
        }

        return text;
    }

    // It becomes part of addresses, headers and lines.
    public static string Visible(string text, SettingProblems problems)
    {
        if (Required(text, problems).Any(c => c is <= ' ' or > '~'))
        {
            problems.Wrong(text, "letters, digits and signs of ASCII, without blanks");
        }

        return text;
    }

    public static int Number(string text, SettingProblems problems, Func<int, bool> accepts, string what)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && accepts(number))
        {
            return number;
        }

        problems.Wrong(text, what);
        return 0;
    }

    public static KeptDays Kept(string text, SettingProblems problems) => text == "unlimited"
        ? new KeptDays(null)
        : new KeptDays(Number(
            text, problems, days => days is >= LeastKept and <= MostKept,
            $"a number of days from {LeastKept} to {MostKept}, or unlimited"));

    public static ImmutableArray<SourceId> Playlists(string text, SettingProblems problems)
    {
        var sources = ImmutableArray.CreateBuilder<SourceId>();
        foreach (var item in Items(text))
        {
            if (!SourceId.TryParse(item, out var source))
            {
                problems.Wrong(item, $"{SourceId.Forms}, separated by commas");
            }
            else if (sources.FirstOrDefault(other => other.Name == source.Name) is not { } same)
            {
                sources.Add(source);
            }
            else if (same != source)
            {
                problems.Add($"has {same} and {source}, which are one chart. Leave one of the two out.");
            }
        }

        return sources.ToImmutable();
    }

    public static ImmutableArray<string> EmailAddresses(string text, SettingProblems problems)
    {
        var items = Items(text);
        foreach (var item in items)
        {
            if (!MailAddress.TryCreate(item, out var address)
                || address.Address != item
                || !address.Host.Contains('.', StringComparison.Ordinal))
            {
                problems.Wrong(item, "e-mail addresses, separated by commas");
            }
        }

        if (items.Length > MaxAddresses)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"has {items.Length} addresses. It accepts up to {MaxAddresses}: use a mailing list."));
        }

        return [.. items.Distinct()];
    }

    public static DateOnly? Day(string text, SettingProblems problems)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        // YAML takes a day without quotes as a timestamp, and the Pulumi CLI passes it on as one.
        problems.Wrong(text, "a day as yyyy-MM-dd; in the file it must be in quotes");
        return null;
    }

    // A user in the east may be a day ahead.
    public static DateOnly? PastDay(string text, SettingProblems problems)
    {
        var day = Day(text, problems);
        if (day > DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1))
        {
            problems.Wrong(text, "a day that is not in the future");
        }

        return day;
    }

    // A query lists a folder for each day since then.
    public static DateOnly FirstDay(string text, SettingProblems problems)
    {
        var day = Day(Required(text, problems), problems);
        if (day is { Year: < 2015 or > 2099 })
        {
            problems.Wrong(text, "a day of the years 2015 to 2099");
        }

        return day ?? default;
    }

    public static string Schedule(string text, SettingProblems problems)
    {
        try
        {
            // A day that no month has is well-formed, but never fires.
            if (ScheduleExpression.Parse(text).NextAfter(TimeProvider.System.GetUtcNow()) is null)
            {
                problems.Wrong(text, "an EventBridge schedule that fires at some time");
            }
        }
        catch (ScheduleException wrong)
        {
            problems.Wrong(
                text,
                "an EventBridge schedule in UTC, for example cron(0 6 * * ? *) or rate(1 day): "
                + wrong.Message.TrimEnd('.'));
        }

        return text;
    }

    // Trino has neither Windows' names nor those of a file system, such as posix/Europe/Berlin. Windows knows the zones
    // of IANA by ICU alone, which this program runs without.
    public static string TimeZone(string text, SettingProblems problems)
    {
        if (text != "UTC" && !(ZoneName().IsMatch(text)
            && (OperatingSystem.IsWindows()
                || (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.Id == text))))
        {
            problems.Wrong(text, "an IANA time zone of a continent or an ocean, for example Europe/Berlin, or UTC");
        }

        return text;
    }

    public static string? CrawlSchedule(string text, SettingProblems problems)
    {
        switch (text)
        {
            case "weekly":
                return "cron(0 8 ? * SUN *)";
            case "never":
                return null;
            case var _ when text.StartsWith("cron(", StringComparison.Ordinal):
                return Schedule(text, problems);
            default:
                // Glue has no rate expressions.
                problems.Wrong(text, "weekly, never, or a schedule in UTC like cron(0 8 * * ? *)");
                return null;
        }
    }

    /// <summary>An identifier without quotes (https://docs.snowflake.com/en/sql-reference/identifiers-syntax), in upper
    /// case as Snowflake keeps it.</summary>
    public static string SnowflakeName(string text, SettingProblems problems)
    {
        if (text.Length > 0 && !Identifier().IsMatch(text))
        {
            problems.Wrong(text, "letters, digits, _ and $, beginning with a letter or _");
        }

        return text.ToUpperInvariant();
    }

    public static string SnowflakeCron(string text, SettingProblems problems)
    {
        if (!SnowflakeSchedule().IsMatch(text))
        {
            problems.Wrong(text, "five fields of cron: minute, hour, day, month, weekday, for example 0 8 * * *");
        }

        return text;
    }

    public static string? PolicyArn(string text, SettingProblems problems)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!PolicyArnForm().IsMatch(text))
        {
            problems.Wrong(text, "the ARN of an IAM policy, for example arn:aws:iam::123456789012:policy/boundary");
        }

        return text;
    }

    public static Uri Address(string text, SettingProblems problems)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address is { UserInfo: "", Query: "", Fragment: "" }
            && text.EndsWith('/'))
        {
            return address;
        }

        problems.Wrong(text, "an https:// address that ends with a slash, without a user, a query or a fragment");
        return new Uri("https://example.invalid/");
    }

    private static string[] Items(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_$]{0,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[0-9*/,-]+ [0-9*/,-]+ [0-9*/,L-]+ [0-9A-Z*/,-]+ [0-9A-Z*/,L-]+\z")]
    private static partial Regex SnowflakeSchedule();

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    [GeneratedRegex(
        @"^arn:aws(-[a-z]+)*:iam::([0-9]{12}|aws):policy/([\x21-\x2B\x2D-\x7E]+/)?[A-Za-z0-9+=,.@_-]{1,128}\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex PolicyArnForm();

    [GeneratedRegex(
        "^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(/[A-Za-z_-]+){1,2}$",
        RegexOptions.CultureInvariant)]
    private static partial Regex ZoneName();
}
