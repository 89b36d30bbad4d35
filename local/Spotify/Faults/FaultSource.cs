using Local.Spotify.Http;
using Local.Spotify.Playlists;

namespace Local.Spotify.Faults;

/// <summary>Decides what goes wrong. Called from several threads at once.</summary>
public abstract class FaultSource
{
    /// <summary>What goes wrong with a request; null: nothing that this source knows of.</summary>
    /// <param name="request">The request.</param>
    /// <param name="clock">The sandbox's time.</param>
    internal virtual Fault? FaultFor(RequestTarget request, SandboxClock clock) => null;

    /// <summary>The playlist as it is at this moment: the day's, unless somebody is still at work on it.</summary>
    internal virtual SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) => playlist;

    /// <summary>Hears of each request that was answered as if nothing were wrong.</summary>
    /// <returns>What this made happen, by its name in reports; null: nothing.</returns>
    internal virtual string? OnResponse(RequestTarget request) => null;
}
