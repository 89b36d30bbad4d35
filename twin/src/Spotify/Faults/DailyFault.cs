using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

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
