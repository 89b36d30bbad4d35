using System.Collections.Immutable;
using System.Globalization;
using Functions.Lake;
using Infra.Schedules;
using Pulumi;

namespace Infra.Settings;

/// <summary>
/// Reads every setting and collects whatever is wrong with any of them, so that a person corrects all at once.
/// </summary>
/// <param name="get">A setting's value by its key, null when it is not set.</param>
/// <param name="getSecret">The same for a secret.</param>
public sealed class SettingsReader(Func<string, string?> get, Func<string, Output<string>?> getSecret)
{
    /// <summary>As <c>pulumi config set</c> takes it; the project's name stands before it.</summary>
    public const string Playlists = "playlists";

    /// <inheritdoc cref="Playlists"/>
    public const string ClientId = "clientId";

    /// <inheritdoc cref="Playlists"/>
    public const string ClientSecret = "clientSecret";

    /// <inheritdoc cref="Playlists"/>
    public const string RefreshToken = "refreshToken";

    /// <inheritdoc cref="Playlists"/>
    public const string Schedule = "schedule";

    /// <inheritdoc cref="Playlists"/>
    public const string LogRetentionDays = "logRetentionDays";

    /// <inheritdoc cref="Playlists"/>
    public const string BytesScannedCutoff = "bytesScannedCutoff";

    /// <inheritdoc cref="Playlists"/>
    public const string ApiBaseAddress = "apiBaseAddress";

    /// <inheritdoc cref="Playlists"/>
    public const string AccountsBaseAddress = "accountsBaseAddress";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Keys { get; } =
    [
        Playlists, ClientId, ClientSecret, RefreshToken, Schedule, LogRetentionDays, BytesScannedCutoff, ApiBaseAddress,
        AccountsBaseAddress,
    ];

    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    private static readonly ImmutableArray<int> RetentionDaysThatCloudWatchAllows =
    [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ];

    // Lambda gives a function's variables 4 KB in all; the others take less than 1 KB.
    private const int MostPlaylists = 130;

    private readonly List<string> _problems = [];

    /// <summary>A line for each setting that is wrong: the key, what it is, what it accepts.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads all settings; what it gives is of use only while <see cref="Problems"/> is empty.</summary>
    public StackSettings Read() => new()
    {
        Playlists = ReadPlaylists(),
        ClientId = ReadClientId(),
        ClientSecret = ReadClientSecret(),
        RefreshToken = getSecret(RefreshToken),
        Schedule = ReadSchedule(),
        LogRetentionDays = ReadNumber(
            LogRetentionDays, 30, RetentionDaysThatCloudWatchAllows.Contains,
            $"one of {string.Join(", ", RetentionDaysThatCloudWatchAllows)}"),
        BytesScannedCutoff = ReadNumber(
            BytesScannedCutoff, 1 << 30, bytes => bytes >= 10_000_000,
            "a number of bytes of at least 10000000, which is what Athena charges for the smallest query"),
        ApiBaseAddress = ReadAddress(ApiBaseAddress, "https://api.spotify.com/v1/"),
        AccountsBaseAddress = ReadAddress(AccountsBaseAddress, "https://accounts.spotify.com/"),
    };

    private ImmutableArray<string> ReadPlaylists()
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        var texts = (get(Playlists) ?? "").Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        foreach (var text in texts)
        {
            if (!PlaylistId.TryParse(text, out var id))
            {
                Wrong(Playlists, text, "playlist ids (22 letters and digits), spotify:playlist:… or "
                    + "https://open.spotify.com/playlist/…, separated by commas");
            }
            else if (!ids.Contains(id))
            {
                ids.Add(id);
            }
        }

        if (ids.Count > MostPlaylists)
        {
            _problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"  {Playlists} has {ids.Count} playlists. It accepts up to {MostPlaylists}: "
                + $"deploy a second stack for more."));
        }

        if (texts.Length == 0)
        {
            Missing(Playlists, "the ids or addresses of the playlists to read, separated by commas");
        }

        return ids.ToImmutable();
    }

    private string ReadClientId()
    {
        var text = get(ClientId)?.Trim() ?? "";
        if (text.Length == 0)
        {
            Missing(ClientId, "the client id of your app at https://developer.spotify.com/dashboard");
        }

        return text;
    }

    private Output<string> ReadClientSecret()
    {
        var secret = getSecret(ClientSecret);
        if (secret is null)
        {
            Missing(ClientSecret, "the client secret of your app at https://developer.spotify.com/dashboard", "--secret ");
        }

        return secret ?? Output.CreateSecret("");
    }

    private string ReadSchedule()
    {
        var text = get(Schedule)?.Trim() ?? "cron(0 6 * * ? *)";
        try
        {
            // A day that no month has is no mistake of form, and no firing either.
            if (ScheduleExpression.Parse(text).NextAfter(DateTimeOffset.UnixEpoch) is null)
            {
                Wrong(Schedule, text, "an EventBridge schedule that fires at some time");
            }
        }
        catch (ScheduleException wrong)
        {
            Wrong(Schedule, text, "an EventBridge schedule in UTC, for example cron(0 6 * * ? *) or rate(1 day): "
                + wrong.Message.TrimEnd('.'));
        }

        return text;
    }

    private int ReadNumber(string key, int standard, Func<int, bool> accepts, string what)
    {
        if (get(key) is not { } text)
        {
            return standard;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !accepts(number))
        {
            Wrong(key, text, what);
        }

        return number;
    }

    private Uri ReadAddress(string key, string standard)
    {
        var text = get(key) ?? standard;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && text.EndsWith('/'))
        {
            return address;
        }

        Wrong(key, text, "an https:// address that ends with a slash");
        return new Uri(standard);
    }

    private void Missing(string key, string what, string option = "") =>
        _problems.Add($"  {key} is not set. It is {what}: pulumi config set {option}{key} …");

    private void Wrong(string key, string text, string accepts) =>
        _problems.Add($"  {key} is '{text}'. It accepts {accepts}.");
}
