using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

internal abstract record Fault
{
    public abstract string Name { get; }

    /// <param name="real">
    /// Creates the correct response. It has its side effects, such as a new token, even if the response is then
    /// replaced.
    /// </param>
    internal abstract SandboxResponse Respond(Func<SandboxResponse> real);
}
