using Twin.Declaration;

namespace Twin.Aws.Sns;

/// <summary>The edges of notifications.</summary>
internal static class SnsGraph
{
    /// <summary>The edges from each topic to its subscriptions.</summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack) =>
        from subscription in stack.OfType(SnsResources.TopicSubscription)
        let topic = stack.ByArn(SnsResources.Topic, subscription.Text("topic"))
        where topic is not null
        select new Edge(topic, subscription, subscription.Text("protocol"));
}
