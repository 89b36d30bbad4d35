using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>A connection that is reset before the response or in the middle of its body.</summary>
/// <param name="After">The part of the body that is sent first, from 0 (no response at all) to 1.</param>
internal sealed record ConnectionReset(double After) : Fault
{
    public override string Name => After > 0 ? "connection cut within the body" : "connection cut";

    internal override SandboxResponse Respond(Func<SandboxResponse> real)
    {
        var response = real();
        return response with { ResetAfter = After > 0 ? Math.Max(1, (int)(response.Body.Length * After)) : 0 };
    }
}
