using System.Text.RegularExpressions;
using Functions.Lake;
using Twin.Host.InProcess;

namespace Twin.Cli.Chaos;

/// <summary>The places at which faults can happen, as texts: the same in each run.</summary>
internal static partial class Places
{
    private const string Target = "X-Amz-Target";
    private const string Reads = "reads";
    private const string WritesIf = "writes, on a condition,";
    private const string Event = "the event of ";
    private const string Invocation = "an event for ";
    private const string State = "the state ";

    public static string Of(string prefix, FunctionRequest request)
    {
        var function = request.Function[prefix.Length..];
        if (IsOfParameters(request.Message))
        {
            return $"{function} asks for {request.Message.Headers.GetValues(Target).First()}";
        }

        var address = request.Message.RequestUri!;
        var path = Uri.UnescapeDataString(address.AbsolutePath)[1..].Replace(prefix, "", StringComparison.Ordinal);
        var listed = ListedPrefix().Match(Uri.UnescapeDataString(address.Query));
        return $"{function} {Verb(request.Message, listed.Success)} {Named(path.TrimEnd('/'))}"
            + (listed.Success ? $"/{listed.Groups[1].Value}" : "");
    }

    public static bool IsOfParameters(HttpRequestMessage message) => message.Headers.Contains(Target);

    /// <summary>Determines whether the event of an object starts a function or a publication.</summary>
    public static bool StartsWork(string key) =>
        key.StartsWith(PublicationRequest.Prefix, StringComparison.Ordinal)
        || key.EndsWith($"/{RawSnapshot.ManifestName}", StringComparison.Ordinal);

    /// <summary>The event of a request to publish.</summary>
    public static string PublicationEvent { get; } = OfEvent(PublicationRequest.Prefix);

    public static string OfEvent(string key) => Event + Named(key);

    public static string OfState(string state) => $"{State}'{state}'";

    public static string OfInvocation(string prefix, string function) => Invocation + function[prefix.Length..];

    /// <summary>The kinds of faults that a place can have, the likely ones several times.</summary>
    public static ImmutableArray<AwsFaultKind> KindsOf(string place) =>
        place.StartsWith(Event, StringComparison.Ordinal)
            ? [AwsFaultKind.EventTwice, AwsFaultKind.EventLate, AwsFaultKind.EventLost]
        : place.StartsWith(Invocation, StringComparison.Ordinal) ? [AwsFaultKind.RunTwice]
        : place.StartsWith(State, StringComparison.Ordinal) ?
        [
            AwsFaultKind.StateFailsBefore, AwsFaultKind.StateFailsAfter, AwsFaultKind.StateTimesOut,
            AwsFaultKind.ExecutionDies, AwsFaultKind.AnotherExecution,
        ]
        :
        [
            AwsFaultKind.Throttled, AwsFaultKind.FailsBefore, AwsFaultKind.FailsAfter, AwsFaultKind.CutBefore,
            AwsFaultKind.CutAfter, AwsFaultKind.KilledBefore, AwsFaultKind.KilledAfter, AwsFaultKind.OutOfMemory,
            AwsFaultKind.TimedOut, AwsFaultKind.OutOfTime, AwsFaultKind.Another, AwsFaultKind.ClockPut,
            .. place.Contains(WritesIf, StringComparison.Ordinal)
                ? [AwsFaultKind.Conflict, AwsFaultKind.Conflict, AwsFaultKind.FailsAfter]
                : (AwsFaultKind[])[],
            .. UsesKey(place) ? [AwsFaultKind.KeyRefused] : (AwsFaultKind[])[],
            .. place.Contains($" {Reads} ", StringComparison.Ordinal) ? [AwsFaultKind.CutAnswer] : (AwsFaultKind[])[],
        ];

    // Reads, writes, and reads of parameters.
    private static bool UsesKey(string place) => Array.Exists(
        [$" {Reads} ", " writes", " asks for "], call => place.Contains(call, StringComparison.Ordinal));

    /// <summary>The group of a place: those of one kind of object.</summary>
    public static string GroupOf(string place) => Zone().Match(place).Value;

    /// <summary>The place of a playlist's and day's manifest, if it is one.</summary>
    public static (string Playlist, DateOnly Day)? ManifestOf(string place) =>
        place.IndexOf(RawSnapshot.Playlists, StringComparison.Ordinal) is >= 0 and var start
        && RawSnapshot.TryParseManifest(place[start..], out var snapshot)
            ? (snapshot.PlaylistId, snapshot.Date)
            : null;

    private static string Verb(HttpRequestMessage message, bool isList) =>
        message.Method == HttpMethod.Put
            ? message.Headers.Contains("If-Match") || message.Headers.Contains("If-None-Match") ? WritesIf : "writes"
        : message.Method == HttpMethod.Get ? isList ? "lists" : Reads
        : message.Method == HttpMethod.Delete ? "deletes"
        : message.Method.Method;

    // The key of a request to publish has a time of the machine.
    private static string Named(string key) => Request().Replace(key, "publications/…");

    [GeneratedRegex("publications/.*")]
    private static partial Regex Request();

    [GeneratedRegex("[?&]prefix=([^&]*)")]
    private static partial Regex ListedPrefix();

    [GeneratedRegex("^[^/=]*(/[^/=]*)?")]
    private static partial Regex Zone();
}
