using Local.Aws.Hosting;
using Local.Aws.S3;

namespace Local.Twin;

/// <summary>S3's midnight, at which the buckets' lifecycle rules are carried out.</summary>
internal sealed class LifecycleClock(BucketStore store, TimeProvider clock, Timeline timeline)
{
    private DateTimeOffset _done = clock.GetUtcNow();

    /// <summary>Carries out what the midnights up to a moment ask for.</summary>
    public void RunUntil(DateTimeOffset moment)
    {
        // what is due at several midnights is due at the last one too
        var midnight = new DateTimeOffset(moment.UtcDateTime.Date, TimeSpan.Zero);
        if (midnight <= _done)
        {
            return;
        }

        _done = midnight;
        foreach (var outcome in store.ApplyLifecycle(midnight))
        {
            timeline.Add(
                TimelineSource.S3,
                $"{outcome.Bucket}, by its lifecycle rules: {outcome.Expired} objects expired, {outcome.Moved} moved "
                + $"to another class, {outcome.Removed} old versions removed, {outcome.Aborted} uploads given up");
        }
    }
}
