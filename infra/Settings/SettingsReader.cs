using System.Collections.Immutable;
using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;
using Functions.Lake;
using Infra.Schedules;
using Pulumi;

namespace Infra.Settings;

/// <summary>Reads every setting and collects all mistakes, so that a person corrects them at once.</summary>
/// <param name="get">A setting's value by its key; null when it is not set.</param>
/// <param name="getSecret">The same for a secret.</param>
/// <param name="region"><c>aws:region</c>, which the provider reads; null where the environment gives it.</param>
public sealed partial class SettingsReader(
    Func<string, string?> get, Func<string, Output<string>?> getSecret, string? region)
{
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    private static readonly ImmutableArray<int> RetentionDaysThatCloudWatchAllows =
    [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ];

    // The limit of addresses of a budget's notification
    // (https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html).
    private const int MaxAddresses = 10;

    // 100 years (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html).
    private const int MaxLockedDays = 36_500;

    private const int MinBytesScanned = 10 * 1024 * 1024;

    private readonly List<string> _problems = [];

    /// <summary>One line for each wrong setting: its key, its value, and the accepted values.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads all settings; the result is valid only while <see cref="Problems"/> is empty.</summary>
    public StackSettings Read()
    {
        CheckRegion();
        var settings = new StackSettings
        {
            Playlists = ReadPlaylists(),
            ClientId = Required(KnownSettings.ClientId),
            ClientSecret = ReadClientSecret(),
            RefreshToken = get(KnownSettings.RefreshToken) is "" ? null : getSecret(KnownSettings.RefreshToken),
            AuthorizedOn = ReadDay(KnownSettings.AuthorizedOn),
            Owner = ReadOwner(),
            Schedule = ReadSchedule(KnownSettings.Schedule),
            RequestsPerSecond = ReadNumber(
                KnownSettings.RequestsPerSecond, requests => requests is >= 1 and <= 100,
                "a number of requests from 1 to 100"),
            ReserveConcurrency = ReadFlag(KnownSettings.ReserveConcurrency),
            ExtractMemorySize = ReadMemorySize(KnownSettings.ExtractMemorySize),
            ExtractTimeout = ReadTimeout(KnownSettings.ExtractTimeout),
            TransformMemorySize = ReadMemorySize(KnownSettings.TransformMemorySize),
            TransformTimeout = ReadTimeout(KnownSettings.TransformTimeout),
            TableFormat = ReadTableFormat(),
            FirstDay = ReadRequiredDay(KnownSettings.FirstDay),
            ReconcileSchedule = ReadSchedule(KnownSettings.ReconcileSchedule),
            Crawl = ReadCrawl(),
            Encryption = ReadEncryption(),
            DeleteData = ReadFlag(KnownSettings.DeleteData),
            NoncurrentVersionRetentionDays = ReadDays(KnownSettings.NoncurrentVersionRetentionDays),
            ObjectLockDays = ReadObjectLockDays(),
            QueryResultRetentionDays = ReadDays(KnownSettings.QueryResultRetentionDays),
            LogRetentionDays = ReadNumber(
                KnownSettings.LogRetentionDays, RetentionDaysThatCloudWatchAllows.Contains,
                $"one of {string.Join(", ", RetentionDaysThatCloudWatchAllows)}"),
            BytesScannedCutoff = ReadNumber(
                // Athena itself accepts a little less; the provider does not.
                KnownSettings.BytesScannedCutoff, bytes => bytes >= MinBytesScanned,
                $"a number of bytes from {MinBytesScanned} to {int.MaxValue}"),
            AlarmEmails = ReadAddresses(KnownSettings.AlarmEmails),
            MonthlyBudget = ReadNumber(
                KnownSettings.MonthlyBudget, dollars => dollars >= 1, "a whole number of US dollars, from 1"),
            BudgetScope = ReadBudgetScope(),
            ApiBaseAddress = ReadAddress(KnownSettings.ApiBaseAddress),
            AccountsBaseAddress = ReadAddress(KnownSettings.AccountsBaseAddress),
        };
        CheckLock(settings);
        return settings;
    }

    private ImmutableArray<string> ReadPlaylists()
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        var texts = Listed(KnownSettings.Playlists);

        foreach (var text in texts)
        {
            if (!PlaylistId.TryParse(text, out var id))
            {
                Wrong(KnownSettings.Playlists, text, "playlist ids (22 letters and digits), spotify:playlist:… or "
                    + "https://open.spotify.com/playlist/…, separated by commas");
            }
            else if (!ids.Contains(id))
            {
                ids.Add(id);
            }
        }

        if (texts.Length == 0)
        {
            Missing(KnownSettings.Playlists);
        }

        return ids.ToImmutable();
    }

    private Output<string> ReadClientSecret()
    {
        var secret = get(KnownSettings.ClientSecret) is "" ? null : getSecret(KnownSettings.ClientSecret);
        if (secret is null)
        {
            Missing(KnownSettings.ClientSecret);
        }

        return secret ?? Output.CreateSecret("");
    }

    private DateOnly? ReadDay(string key)
    {
        var text = Text(key);
        if (text.Length == 0)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            // YAML takes a day without quotes as a timestamp, and the Pulumi CLI passes it on as one.
            Wrong(key, text, "a day as yyyy-MM-dd; in the file it must be in quotes");
        }

        return day;
    }

    private DateOnly ReadRequiredDay(string key)
    {
        if (Text(key).Length == 0)
        {
            Missing(key);
        }

        return ReadDay(key) ?? default;
    }

    private string ReadOwner()
    {
        var text = Required(KnownSettings.Owner);
        if (text.Length > 0 && !TagValue().IsMatch(text))
        {
            Wrong(KnownSettings.Owner, text, "what a tag accepts: up to 256 letters, digits, spaces and _ . : / = + - @");
        }

        return text;
    }

    private string ReadSchedule(string key)
    {
        var text = Text(key);
        try
        {
            // A day that no month has is well-formed, but never fires.
            if (ScheduleExpression.Parse(text).NextAfter(TimeProvider.System.GetUtcNow()) is null)
            {
                Wrong(key, text, "an EventBridge schedule that fires at some time");
            }
        }
        catch (ScheduleException wrong)
        {
            Wrong(
                key,
                text,
                "an EventBridge schedule in UTC, for example cron(0 6 * * ? *) or rate(1 day): "
                + wrong.Message.TrimEnd('.'));
        }

        return text;
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private int ReadMemorySize(string key) =>
        ReadNumber(key, megabytes => megabytes is >= 128 and <= 10_240, "a number of megabytes from 128 to 10240");

    private TimeSpan ReadTimeout(string key) => TimeSpan.FromSeconds(
        ReadNumber(key, seconds => seconds is >= 60 and <= 900, "a number of seconds from 60 to 900"));

    private int ReadDays(string key) => ReadNumber(key, days => days >= 1, "a number of days from 1");

    private int? ReadObjectLockDays() =>
        ReadNumber(
            KnownSettings.ObjectLockDays, days => days <= MaxLockedDays,
            $"a number of days from 1 to {MaxLockedDays}, or 0 for no Object Lock") is > 0 and var days
            ? days
            : null;

    private void CheckLock(StackSettings settings)
    {
        if (settings is
            {
                ObjectLockDays: <= MaxLockedDays and var days,
                NoncurrentVersionRetentionDays: >= 1 and var kept,
            }
            && days > kept)
        {
            _problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"  {KnownSettings.ObjectLockDays} is {days} and {KnownSettings.NoncurrentVersionRetentionDays} is {kept}: "
                + $"S3 does not delete a version that is locked. Lock for {kept} days at most, or keep for {days}."));
        }
    }

    private TableFormat ReadTableFormat()
    {
        var text = Text(KnownSettings.TableFormat);
        if (TableFormat.Find(text) is { } format)
        {
            return format;
        }

        Wrong(
            KnownSettings.TableFormat, text, string.Join(" or ", TableFormat.All.Select(known => known.Name)));
        return TableFormat.Csv;
    }

    private Crawl ReadCrawl()
    {
        switch (Text(KnownSettings.Crawl))
        {
            case "with-publication":
                return Crawl.WithPublication;
            case "never":
                return Crawl.Never;
            case var text when text.StartsWith("cron(", StringComparison.Ordinal):
                return new Crawl(ReadSchedule(KnownSettings.Crawl), IsWithPublication: false);
            case var text:
                // Glue has no rate expressions.
                Wrong(KnownSettings.Crawl, text, "with-publication, never, or a schedule in UTC like cron(0 8 * * ? *)");
                return Crawl.Never;
        }
    }

    private Encryption ReadEncryption()
    {
        switch (Text(KnownSettings.Encryption))
        {
            case "SSE-S3":
                return Encryption.SseS3;
            case "SSE-KMS":
                return Encryption.SseKms;
            case var text:
                Wrong(KnownSettings.Encryption, text, "SSE-S3 or SSE-KMS");
                return Encryption.SseS3;
        }
    }

    private BudgetScope ReadBudgetScope()
    {
        switch (Text(KnownSettings.BudgetScope))
        {
            case "stack":
                return BudgetScope.Stack;
            case "account":
                return BudgetScope.Account;
            case var text:
                Wrong(KnownSettings.BudgetScope, text, "stack or account");
                return BudgetScope.Stack;
        }
    }

    private bool ReadFlag(string key)
    {
        var text = Text(key);
        if (text is not ("true" or "false"))
        {
            Wrong(key, text, "true or false");
        }

        return text == "true";
    }

    private int ReadNumber(string key, Func<int, bool> accepts, string what)
    {
        var text = Text(key);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !accepts(number))
        {
            Wrong(key, text, what);
        }

        return number;
    }

    private ImmutableArray<string> ReadAddresses(string key)
    {
        var addresses = Listed(key);
        foreach (var text in addresses)
        {
            if (!MailAddress.TryCreate(text, out var address)
                || address.Address != text
                || !address.Host.Contains('.', StringComparison.Ordinal))
            {
                Wrong(key, text, "e-mail addresses, separated by commas");
            }
        }

        if (addresses.Length > MaxAddresses)
        {
            _problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"  {key} has {addresses.Length} addresses. It accepts up to {MaxAddresses}: use a mailing list."));
        }

        return [.. addresses.Distinct()];
    }

    private Uri ReadAddress(string key)
    {
        var text = Text(key);
        if (Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && text.EndsWith('/'))
        {
            return address;
        }

        Wrong(key, text, "an https:// address that ends with a slash");
        return new Uri("https://example.invalid/");
    }

    private void CheckRegion()
    {
        if (region is not null && !RegionName().IsMatch(region))
        {
            Wrong("aws:region", region, "a region of AWS, for example eu-central-1");
        }
    }

    private string Required(string key)
    {
        var text = Text(key);
        if (text.Length == 0)
        {
            Missing(key);
        }

        return text;
    }

    private string Text(string key) => (get(key) ?? KnownSettings.Get(key).Default ?? "").Trim();

    private string[] Listed(string key) =>
        Text(key).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void Missing(string key)
    {
        var setting = KnownSettings.Get(key);
        _problems.Add(setting.Secret
            ? $"  {key} is not set. {setting.Description}: pulumi config set --secret {key}"
            : $"  {key} is not set. {setting.Description}: pulumi config set {key} …");
    }

    private void Wrong(string key, string text, string accepts) =>
        _problems.Add($"  {key} is '{text}'. It accepts {accepts}.");

    [GeneratedRegex("^(af|ap|ca|cn|eu|eusc-de|il|me|mx|sa|us|us-gov|us-isob?)-(north|south|east|west|central)?(north|south|east|west|central)-[0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex RegionName();

    // https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$", RegexOptions.CultureInvariant)]
    private static partial Regex TagValue();
}
