using System.Net;
using Functions.Extract.Spotify;
using SpotifyAPI.Web;

namespace Functions.Extract;

/// <summary>Turns the exception that ended a playlist's extraction into an outcome with its reason and an
/// advice.</summary>
internal static class FailureClassifier
{
    // A proxy's answer may be a whole web page.
    private const int MaxReasonLength = 500;

    private const StringSplitOptions NoEmpties = StringSplitOptions.RemoveEmptyEntries;

    /// <summary>The outcome of a playlist whose extraction has thrown.</summary>
    /// <param name="progressed">True if the run has stored anything, so that the next one gets further.</param>
    public static PlaylistOutcome Classify(FailedSource source, Exception failure, RunClock now, bool progressed) =>
        failure switch
        {
            SpotifyBlockedException blocked => Waiting(
                source.Name,
                now.OfMachine(blocked.Until),
                failure.Message,
                $"Nothing: the first run after that {source.Continuation}. Asking earlier can lengthen it."),
            RefusedAnswerException refused => Outcome(source.Name, OutcomeKind.Failed, refused.Message, refused.Advice),
            APIException refusal => Classify(source, refusal),
            OperationCanceledException when progressed => Waiting(
                source.Name,
                now.Now,
                "the time of the invocation ran out",
                $"Nothing: the next run {source.Continuation}. If that takes too many runs, schedule more of them."),
            OperationCanceledException when source == FailedSource.Plays => Outcome(
                source.Name,
                OutcomeKind.Failed,
                "the time of a firing for plays ran out",
                "The next firing tries again. Check the API's addresses if it stays so."),
            OperationCanceledException => Outcome(
                source.Name,
                OutcomeKind.Failed,
                "the time of the invocation ran out",
                "Nothing at all was read. Give the function a longer time limit, or check the API's addresses."),
            HttpRequestException unreachable => Outcome(
                source.Name,
                OutcomeKind.Failed,
                ReasonOf(unreachable),
                "Spotify could not be reached: the next run tries again. Check the API's addresses if it stays so."),
            _ => Outcome(
                source.Name,
                OutcomeKind.Failed,
                failure.Message,
                "See the function's log; the next run tries again."),
        };

    /// <summary>The first characters of a reason. Secrets must be removed before: a part of one that is cut would
    /// stay.</summary>
    public static string Shorten(string reason) =>
        reason.Length > MaxReasonLength ? reason[..MaxReasonLength] + "…" : reason;

    /// <summary>The outcome of a refusal, by its status and by the words that Spotify's documentation and its users
    /// report.</summary>
    private static PlaylistOutcome Classify(FailedSource source, APIException refusal)
    {
        var words = WordsOf(refusal);
        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"Spotify answers {(int?)refusal.Response?.StatusCode}: {words ?? "without a word why"}");

        return (refusal.Response?.StatusCode, words) switch
        {
            (_, "invalid_grant") => Outcome(
                source.Name,
                OutcomeKind.AuthorizationExpired,
                reason,
                "Let the user agree again: dotnet dev.cs login --stack NAME, then pulumi up. Refresh tokens end six "
                + "months after the authorization, and refreshing does not extend them."),
            (_, "invalid_client") => Outcome(
                source.Name,
                OutcomeKind.Failed,
                reason,
                "Check the client id and the client secret against the app at "
                + "https://developer.spotify.com/dashboard."),
            (HttpStatusCode.Forbidden, { } why)
                when why.Contains("premium", StringComparison.OrdinalIgnoreCase) => Outcome(
                source.Name,
                OutcomeKind.PremiumRequired,
                reason,
                "The owner of the Spotify app needs a Premium subscription."),
            (HttpStatusCode.Forbidden, { } why)
                when why.Contains("registered", StringComparison.OrdinalIgnoreCase) => Outcome(
                source.Name,
                OutcomeKind.Failed,
                reason,
                "Add the user in the app's User Management at https://developer.spotify.com/dashboard."),
            (HttpStatusCode.Forbidden, var why)
                when !source.IsPlaylist || why?.Contains("scope", StringComparison.OrdinalIgnoreCase) == true => Outcome(
                source.Name,
                OutcomeKind.Failed,
                reason,
                source.ScopeAdvice),
            (HttpStatusCode.NotFound, _) when !source.IsPlaylist => Outcome(
                source.Name,
                OutcomeKind.Failed,
                reason,
                $"Spotify does not give {source.Endpoint} to this app. If it stays so, {source.Removal} and deploy "
                + "again."),
            (HttpStatusCode.Forbidden, _) => Outcome(
                source.Name,
                OutcomeKind.NotOwned,
                reason,
                "Use the refresh token of the playlist's owner or of a collaborator, or copy the playlist into one of "
                + "your own."),
            (HttpStatusCode.NotFound, _) => Outcome(
                source.Name,
                OutcomeKind.NotFound,
                reason,
                "Check the id. Spotify's own playlists answer so to every app without access from before 2024-11-27."),
            (HttpStatusCode.Unauthorized, _) => Outcome(
                source.Name,
                OutcomeKind.Failed,
                reason,
                "Spotify took neither the token that it had given nor a new one: the next run tries again."
                + (source.IsPlaylist ? "" : $" If it stays so: {source.ScopeAdvice}")),
            _ => Outcome(source.Name, OutcomeKind.Failed, reason, "The next run tries again."),
        };
    }

    /// <summary>The reason of a failed connection. .NET's own message about a broken one says nothing, and its cause
    /// does.</summary>
    private static string ReasonOf(HttpRequestException unreachable)
    {
        var cause = unreachable.GetBaseException();
        return cause is OperationCanceledException
            || unreachable.Message.Contains(cause.Message, StringComparison.Ordinal)
            ? unreachable.Message
            : $"{unreachable.Message.TrimEnd('.')}: {cause.Message}";
    }

    /// <summary>The words of Spotify's refusal; null if it has none. SpotifyAPI.Web reads them from JSON only, and
    /// otherwise names the exception's type; but that the owner lacks Premium comes as plain text
    /// (spotDL/spotify-downloader#2634).</summary>
    private static string? WordsOf(APIException refusal)
    {
        if (!refusal.Message.Contains(refusal.GetType().FullName!, StringComparison.Ordinal))
        {
            return refusal.Message;
        }

        var text = string.Join(' ', (refusal.Response?.Body as string ?? "").Split((char[]?)null, NoEmpties));
        return text.Length > 0 ? text : null;
    }

    private static PlaylistOutcome Waiting(string playlist, DateTimeOffset until, string reason, string advice) =>
        Outcome(playlist, OutcomeKind.Waiting, reason, advice) with { WaitingUntil = RunClock.Text(until) };

    private static PlaylistOutcome Outcome(string playlist, OutcomeKind kind, string reason, string advice) =>
        new(playlist, kind) { Reason = reason, Advice = advice };
}
