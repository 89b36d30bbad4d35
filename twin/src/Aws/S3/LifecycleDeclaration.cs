namespace Twin.Aws.S3;

/// <summary>The declared lifecycle rules of a bucket.</summary>
internal static class LifecycleDeclaration
{
    private static readonly string[] Conditions = ["prefix", "objectSizeGreaterThan", "objectSizeLessThan", "and"];

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="RunFailedException">S3 would refuse them.</exception>
    public static LifecycleConfiguration Read(DeclaredResource declared)
    {
        var movesSmall = declared.OptionalText("transitionDefaultMinimumObjectSize") switch
        {
            null or "all_storage_classes_128K" => false,
            "varies_by_storage_class" => true,
            var other => throw new RunFailedException(
                $"{declared.Title}: {other} is not a transitionDefaultMinimumObjectSize. Choose "
                + "all_storage_classes_128K or varies_by_storage_class."),
        };

        var rules = declared.Parts("rules")
            .Select(rule => Rule(declared, rule) with { MovesSmallToArchives = movesSmall });
        var configuration = new LifecycleConfiguration([.. rules]);
        configuration.Check(declared.Title);
        return configuration;
    }

    private static LifecycleRule Rule(DeclaredResource declared, DeclaredResource rule)
    {
        var id = rule.OptionalText("id") ?? throw new RunFailedException($"{declared.Title}: a rule has no id.");
        var filter = Filter(declared, rule, id);
        return new LifecycleRule
        {
            Id = id,
            IsEnabled = rule.OptionalText("status") switch
            {
                "Enabled" => true,
                "Disabled" => false,
                var other => throw new RunFailedException(
                    $"{declared.Title}: the rule \"{id}\" has the status \"{other}\". Choose Enabled or Disabled."),
            },
            Prefix = rule.OptionalText($"{filter}.prefix") ?? "",
            LargerThan = rule.Number($"{filter}.objectSizeGreaterThan"),
            SmallerThan = rule.Number($"{filter}.objectSizeLessThan"),
            Transitions = Transitions(rule, "transitions", "days"),
            ExpirationDays = rule.Number("expiration.days"),
            ExpiresDeleteMarkers = rule.Flag("expiration.expiredObjectDeleteMarker"),
            NoncurrentTransitions = Transitions(rule, "noncurrentVersionTransitions", "noncurrentDays"),
            NoncurrentExpirationDays = rule.Number("noncurrentVersionExpiration.noncurrentDays"),
            NoncurrentNewerVersions = rule.Number("noncurrentVersionExpiration.newerNoncurrentVersions") ?? 0,
            AbortUploadsAfterDays = rule.Number("abortIncompleteMultipartUpload.daysAfterInitiation"),
        };
    }

    private static string Filter(DeclaredResource declared, DeclaredResource rule, string id)
    {
        var given = Conditions.Where(condition => rule.Has($"filter.{condition}")).ToList();
        return given.Count > 1
            ? throw new RunFailedException(
                $"{declared.Title}: the filter of the rule \"{id}\" has {string.Join(" and ", given)}. S3 takes one "
                + "condition; put several into 'and'.")
            : given is ["and"] ? "filter.and" : "filter";
    }

    private static ImmutableArray<LifecycleTransition> Transitions(DeclaredResource rule, string list, string days) =>
    [
        .. rule.Parts(list).Select(transition => new LifecycleTransition(
            transition.Number(days) ?? 0,
            transition.OptionalText("storageClass") ?? "",
            transition.Number("newerNoncurrentVersions") ?? 0)),
    ];
}
