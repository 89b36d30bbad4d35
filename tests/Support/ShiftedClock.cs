namespace Tests.Support;

/// <summary>A clock with the time of day, plus the time that a test has let pass.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private TimeSpan _passed;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _passed;

    public void Pass(TimeSpan time) => _passed += time;
}
