using Twin.Spotify.Http;
using Twin.Spotify.Playlists;

namespace Twin.Spotify.Faults;

/// <summary>A source of faults. It is called from several threads at once.</summary>
public abstract class FaultSource
{
    internal virtual Fault? FaultFor(RequestTarget request, SandboxClock clock) => null;

    /// <summary>The current version of a playlist: the day's final one, unless it is still being edited.</summary>
    internal virtual SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) => playlist;

    /// <summary>Called after each request that got a correct response.</summary>
    /// <returns>The name of the change that this caused, as reports show it; null if none.</returns>
    internal virtual string? OnResponse(RequestTarget request) => null;
}

/// <summary>A fault that happens to every request of the same kind all day long.</summary>
/// <param name="faultOf">Returns the fault of a request, always the same for the same request and day, or null.</param>
internal sealed class DailyFault(Func<RequestTarget, Fault?> faultOf) : FaultSource
{
    internal override Fault? FaultFor(RequestTarget request, SandboxClock clock) => faultOf(request) switch
    {
        // Spotify describes the playlist itself to every user.
        Forbidden { Reason: ForbiddenReason.NotOwned } when request.Kind != RequestKind.Entries => null,
        var fault => fault,
    };
}
