using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>A body that ends too early, although its length and status indicate success.</summary>
/// <param name="Kept">The part that is sent, from 0 (an empty body) to 1.</param>
internal sealed record TruncatedBody(double Kept) : Fault
{
    public override string Name => "truncated body";

    internal override SandboxResponse Respond(Func<SandboxResponse> real)
    {
        var response = real();
        return response with { Body = response.Body[..(int)(response.Body.Length * Kept)] };
    }
}
