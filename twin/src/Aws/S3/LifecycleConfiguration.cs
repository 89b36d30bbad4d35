namespace Twin.Aws.S3;

/// <summary>The lifecycle rules of a bucket. S3 applies them once a day.</summary>
/// <param name="Rules">The rules, in the order of declaration.</param>
public sealed record LifecycleConfiguration(ImmutableArray<LifecycleRule> Rules)
{
    private const int MaxRules = 1000;
    private const int MaxIdLength = 255;
    private const int MaxNewerVersions = 100;

    // An object must be this old before it moves to a class for infrequent access, and must stay there this long.
    private const int DaysOfInfrequentAccess = 30;

    /// <summary>The configuration without rules.</summary>
    public static LifecycleConfiguration None { get; } = new([]);

    public IEnumerable<LifecycleRule> Enabled => Rules.Where(rule => rule.IsEnabled);

    /// <summary>Refuses configurations that S3 would refuse.</summary>
    /// <param name="name">The name for the message.</param>
    /// <exception cref="LifecycleException">S3 would refuse it.</exception>
    public void Check(string name)
    {
        void Expect(bool holds, string otherwise)
        {
            if (!holds)
            {
                throw new LifecycleException($"{name}: {otherwise}");
            }
        }

        Expect(Rules.Length is > 0 and <= MaxRules, $"it has {Rules.Length} rules; S3 takes 1 to {MaxRules}.");
        foreach (var group in Rules.GroupBy(rule => rule.Id))
        {
            Expect(group.Count() == 1, $"two rules have the id \"{group.Key}\". Give each rule an id of its own.");
        }

        foreach (var rule in Rules)
        {
            Check(rule, (holds, otherwise) => Expect(holds, $"the rule \"{rule.Id}\" {otherwise}"));
        }
    }

    private static void Check(LifecycleRule rule, Action<bool, string> expect)
    {
        expect(
            rule.Id.Length is > 0 and <= MaxIdLength,
            $"has an id of {rule.Id.Length} letters; S3 takes 1 to {MaxIdLength}.");
        expect(
            rule.LargerThan is not { } larger || rule.SmallerThan is not { } smaller || larger < smaller,
            "means objects that are larger than its upper bound: no object is.");
        expect(
            rule is not { Transitions: [], NoncurrentTransitions: [] }
            || rule.ExpirationDays is not null
            || rule.ExpiresDeleteMarkers
            || rule.NoncurrentExpirationDays is not null
            || rule.AbortUploadsAfterDays is not null,
            "does nothing. S3 says: At least one action needs to be specified in a rule.");

        foreach (var (what, days) in (IEnumerable<(string, int?)>)
            [
                ("expiration.days", rule.ExpirationDays),
                ("noncurrentVersionExpiration.noncurrentDays", rule.NoncurrentExpirationDays),
                ("abortIncompleteMultipartUpload.daysAfterInitiation", rule.AbortUploadsAfterDays),
            ])
        {
            expect(days is not <= 0, $"has {days} for {what}; S3 takes a positive number of days.");
        }

        expect(
            rule.ExpirationDays is null || !rule.ExpiresDeleteMarkers,
            "has both expiration.days and expiredObjectDeleteMarker; S3 takes one of them in a rule.");
        expect(
            rule.NoncurrentNewerVersions is >= 0 and <= MaxNewerVersions
            && rule.NoncurrentTransitions.All(transition => transition.NewerVersions is >= 0 and <= MaxNewerVersions),
            $"keeps more newer versions than the {MaxNewerVersions} that S3 can.");

        CheckTransitions("transitions", rule.Transitions, rule.ExpirationDays, expect);
        CheckTransitions(
            "noncurrentVersionTransitions", rule.NoncurrentTransitions, rule.NoncurrentExpirationDays, expect);
    }

    private static void CheckTransitions(
        string what, ImmutableArray<LifecycleTransition> transitions, int? expiration, Action<bool, string> expect)
    {
        foreach (var transition in transitions)
        {
            var storageClass = transition.StorageClass;
            expect(
                StorageClasses.Targets.Contains(storageClass),
                $"moves objects to \"{storageClass}\" ({what}); S3 moves them to "
                + $"{string.Join(", ", StorageClasses.Targets)}.");
            var least = StorageClasses.IsInfrequentAccess(storageClass) ? DaysOfInfrequentAccess : 0;
            expect(
                transition.Days >= least,
                $"moves objects to {storageClass} after {transition.Days} days ({what}). S3 says: 'Days' in Transition "
                + $"action must be greater than or equal to {least} for storageClass '{storageClass}'");
            expect(
                expiration is not { } end || end > transition.Days,
                $"deletes objects after {expiration} days and moves them to {storageClass} after {transition.Days} "
                + $"({what}). S3 says: 'Days' in the Expiration action must be greater than 'Days' in the Transition "
                + "action");
        }

        var inTime = transitions.OrderBy(transition => transition.Days).ToList();
        foreach (var (before, after) in inTime.Zip(inTime.Skip(1)))
        {
            expect(
                before.Days < after.Days && StorageClasses.IsBelow(after.StorageClass, before.StorageClass),
                $"moves objects to {before.StorageClass} after {before.Days} days and to {after.StorageClass} after "
                + $"{after.Days} ({what}). S3 moves them down only, and to a lower class later.");
            expect(
                !StorageClasses.IsInfrequentAccess(before.StorageClass)
                || after.Days >= before.Days + DaysOfInfrequentAccess,
                $"moves objects to {after.StorageClass} after {after.Days} days ({what}): it must be "
                + $"{DaysOfInfrequentAccess} days more than the {before.Days} of {before.StorageClass}, which is the "
                + "shortest time that they stay there.");
        }
    }
}

/// <summary>The error for a lifecycle configuration that S3 would refuse. The message says why and what to
/// do.</summary>
internal sealed class LifecycleException(string message) : RunFailedException(message);
