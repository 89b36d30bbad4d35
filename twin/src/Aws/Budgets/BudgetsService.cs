using Twin.Aws.Sns;

namespace Twin.Aws.Budgets;

/// <summary>Nothing costs anything on one machine: only the notices must be able to reach their topics.</summary>
internal sealed class BudgetsService(DeclaredStack stack, SnsService topics, TwinProblems problems) : IRunningService
{
    private const string Principal = "budgets.amazonaws.com";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var budget in stack.OfType(BudgetsResources.Budget))
        {
            if (!names.Add(budget.PhysicalName))
            {
                throw new RunFailedException($"{budget.Title}: there are two budgets '{budget.PhysicalName}'.");
            }

            var context = new RequestContext()
                .With("aws:SourceArn", budget.Arn)
                .With("aws:SourceAccount", stack.AccountId);
            foreach (var topic in budget.Parts("notifications")
                .SelectMany(notice => notice.Texts("subscriberSnsTopicArns")))
            {
                if (topics.Refusal(topic, Principal, context) is { } refusal)
                {
                    problems.Add($"{budget.Title} cannot notify {topic}: {refusal}");
                }
            }
        }

        return Task.CompletedTask;
    }
}
