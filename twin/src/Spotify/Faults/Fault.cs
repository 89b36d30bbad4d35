using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>A fault of one response.</summary>
internal abstract record Fault
{
    /// <summary>The fault's name in reports.</summary>
    public abstract string Name { get; }

    /// <summary>The faulty response.</summary>
    /// <param name="real">
    /// Creates the correct response. It has its side effects, such as a new token, even if the response is then
    /// replaced.
    /// </param>
    internal abstract SandboxResponse Respond(Func<SandboxResponse> real);
}
