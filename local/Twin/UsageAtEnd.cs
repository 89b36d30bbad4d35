using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.Glue;
using Local.Aws.Kms;
using Local.Aws.Metering;
using Local.Aws.S3;
using Local.Aws.Sns;
using Local.Aws.Sqs;

namespace Local.Twin;

/// <summary>Counts what lies somewhere when a run has ended.</summary>
public static class UsageAtEnd
{
    /// <summary>What each bucket holds, but for what the deployment itself put there.</summary>
    public static void CountObjects(this Meter meter, IEnumerable<Bucket> buckets, DeclaredStack stack)
    {
        var deployed = stack.OfType(ResourceTypes.BucketObject)
            .Select(declared => (declared.Text("bucket"), declared.Text("key")))
            .ToHashSet();
        foreach (var bucket in buckets)
        {
            var objects = bucket.Objects.Values.Where(found => !deployed.Contains((bucket.Name, found.Key))).ToList();
            meter.Count(MeteredService.S3, MeteredOperation.ObjectsStored, bucket.Name, quantity: objects.Count);
            meter.Count(
                MeteredService.S3,
                MeteredOperation.BytesStored,
                bucket.Name,
                quantity: objects.Sum(found => found.Size));
        }
    }

    /// <summary>The calls that services made of KMS; the caller is the service.</summary>
    public static void CountKeyCalls(this Meter meter, IEnumerable<KeyCall> calls)
    {
        foreach (var call in calls)
        {
            meter.Count(
                MeteredService.Kms, call.Action["kms:".Length..], call.Key, call.Service, call.Times);
        }
    }

    /// <summary>The messages that were sent.</summary>
    public static void CountMessages(this Meter meter, IEnumerable<MessageQueue> queues)
    {
        foreach (var queue in queues)
        {
            meter.Count(MeteredService.Sqs, "SendMessage", queue.Name, quantity: queue.Messages.Count);
        }
    }

    /// <summary>The metrics that no service of AWS made; the resource is their namespace.</summary>
    public static void CountMetrics(this Meter meter, MetricStore metrics)
    {
        foreach (var metric in metrics.Metrics)
        {
            if (!metric.Namespace.StartsWith("AWS/", StringComparison.Ordinal))
            {
                meter.Count(MeteredService.Metrics, MeteredOperation.CustomMetric, metric.Namespace);
                meter.Count(
                    MeteredService.Metrics,
                    MeteredOperation.FurtherMetricHour,
                    metric.Namespace,
                    quantity: metrics.HoursOf(metric) - 1);
            }
        }
    }

    /// <summary>What the topics took, and the mails that they sent.</summary>
    public static void CountNotifications(this Meter meter, IEnumerable<Notification> notifications)
    {
        foreach (var notification in notifications)
        {
            meter.Count(MeteredService.Sns, "Publish", notification.Topic);
            meter.Count(
                MeteredService.Sns,
                MeteredOperation.Mail,
                notification.Topic,
                quantity: notification.Recipients.Length);
        }
    }

    /// <summary>What Glue bills the keeping of.</summary>
    public static void CountCatalog(this Meter meter, Catalog catalog)
    {
        foreach (var database in catalog.Databases)
        {
            var tables = catalog.Tables(database);
            meter.Count(MeteredService.Glue, MeteredOperation.CatalogObject, database, quantity: 1 + tables.Count);
            meter.Count(
                MeteredService.Glue,
                MeteredOperation.CatalogPartition,
                database,
                quantity: tables.Sum(table => table.Partitions.Length));
        }
    }
}
