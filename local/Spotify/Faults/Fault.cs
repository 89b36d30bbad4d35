using Local.Spotify.Http;

namespace Local.Spotify.Faults;

/// <summary>Something that goes wrong with one response.</summary>
internal abstract record Fault
{
    /// <summary>What it is called in reports.</summary>
    public abstract string Name { get; }

    /// <summary>The response as it goes wrong.</summary>
    /// <param name="real">Answers as if nothing were wrong; what it changes, tokens for one, is then changed.</param>
    internal abstract SandboxResponse Respond(Func<SandboxResponse> real);
}
