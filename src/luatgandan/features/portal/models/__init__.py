"""Wagtail pages, the questions read out of topics, and the settings of the site."""

from .campaign import CampaignPage
from .contact import ContactField, ContactPage
from .help import HelpPage, StaticPage
from .home import HomePage
from .news import NewsPage
from .section import SectionPage
from .settings import SiteIdentity
from .topic import TopicPage, TopicQuestion
from .workflow import TwoPersonApprovalTask

__all__ = [
    "CampaignPage",
    "ContactField",
    "ContactPage",
    "HelpPage",
    "HomePage",
    "NewsPage",
    "SectionPage",
    "SiteIdentity",
    "StaticPage",
    "TopicPage",
    "TopicQuestion",
    "TwoPersonApprovalTask",
]
