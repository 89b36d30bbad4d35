using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

internal sealed record Forbidden(ForbiddenReason Reason) : Fault
{
    // The text that clients have shown (zmb3/spotify#301, spotDL#2634): not JSON.
    private const string PremiumText =
        "Active premium subscription required for the owner of the app. When the subscription status changes, "
        + "it can take a few hours before requests are allowed again.";

    public override string Name => Reason == ForbiddenReason.Premium ? "403, premium required" : "403, not owned";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        Reason == ForbiddenReason.Premium
            ? SandboxResponse.Plain(403, PremiumText)
            : SandboxResponse.Error(403, "Forbidden");
}

internal enum ForbiddenReason
{
    /// <summary>The user neither owns the playlist nor collaborates on it.</summary>
    NotOwned,

    /// <summary>The owner of the development-mode app has no Premium subscription.</summary>
    Premium,
}
